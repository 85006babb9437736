import { Inject, Injectable } from '@nestjs/common';
import {
  beginOf,
  Problem,
  routeOf,
  ScopedDatabase,
  SERVICE_NAME,
  type CalledRequest,
  type Caller,
  type Reading,
  type TracedRequest,
} from '@satudata/service-kit';
import type { EntityManager } from 'typeorm';
import type { PersonAccesses } from './accesses/accesses.dto.js';
import { entryAfter, readAccesses } from './accesses/read-accesses.js';
import { entriesOfRead, entryOfMiss, type Asked, type Subject, type TrailEntry } from './entry/trail-entry.js';
import { writeEntries } from './entry/write-entries.js';

export type ReadRequest = CalledRequest & TracedRequest;

/** What was found for a reader, and whose data it is: nobody's in particular if the list is empty. */
export interface Found<Answer> {
  readonly answer: Answer;
  readonly subjects: readonly Subject[];
}

/** The only way to answer personal data: the read and its entry are one transaction. */
@Injectable()
export class Trail {
  private readonly written = new WeakSet<object>();

  constructor(
    private readonly database: ScopedDatabase,
    @Inject(SERVICE_NAME) private readonly service: string,
  ) {}

  /**
   * Answers what `find` finds in the caller's scope once it is written down who read it.
   * @throws Problem `not-found` when it finds nothing, which is written down as well
   */
  async reading<Answer>(
    request: ReadRequest,
    find: (manager: EntityManager) => Promise<Found<Answer> | undefined>,
  ): Promise<Answer> {
    return this.traced(request, find, (_manager, { answer }) => Promise.resolve(answer));
  }

  /**
   * Answers who read the data of the person that `find` finds in the caller's scope. This read is among them: it is
   * written first.
   * @throws Problem `not-found` as `reading`; `invalid-query` for a cursor that nobody was given
   */
  async accesses(
    request: ReadRequest,
    cursor: string | undefined,
    find: (manager: EntityManager) => Promise<Subject | undefined>,
  ): Promise<PersonAccesses> {
    const after = entryAfter(cursor);
    const found = async (manager: EntityManager) => {
      const subject = await find(manager);
      return subject && { answer: subject.person, subjects: [subject] };
    };
    return this.traced(request, found, (manager, { answer }) => readAccesses(manager, answer, after));
  }

  private async traced<Seen, Answer>(
    request: ReadRequest,
    find: (manager: EntityManager) => Promise<Found<Seen> | undefined>,
    tell: (manager: EntityManager, found: Found<Seen>) => Promise<Answer>,
  ): Promise<Answer> {
    const { caller, reading } = readerOf(request);
    const told = await this.database.inScope(caller.scope, async (manager) => {
      const found = await find(manager);
      await writeEntries(manager, this.entries(request, { caller, reading }, await beginOf(manager), found?.subjects));
      return found && { answer: await tell(manager, found) };
    });
    this.written.add(request);
    if (!told) throw new Problem('not-found');
    return told.answer;
  }

  /** Did this request leave an entry? */
  hasEntryOf(request: object): boolean {
    return this.written.has(request);
  }

  private entries(
    request: ReadRequest,
    { caller, reading }: { readonly caller: Caller; readonly reading: Reading },
    at: Date,
    subjects: readonly Subject[] | undefined,
  ): TrailEntry[] {
    const asked: Asked = {
      at: at.toISOString(),
      service: this.service,
      route: routeOf(request),
      request: request.traceId,
    };
    const { client, user, office } = caller;
    const reader = { client, user, office };
    return subjects ? entriesOfRead(asked, reader, reading, subjects) : [entryOfMiss(asked, reader, reading)];
  }
}

function readerOf({ caller }: ReadRequest): { readonly caller: Caller; readonly reading: Reading } {
  if (!caller?.reading) throw new Error('a route that answers personal data must say which (@Allow, reads)');
  return { caller, reading: caller.reading };
}
