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
    const { caller, reading } = readerOf(request);
    const found = await this.database.inScope(caller.scope, async (manager) => {
      const seen = await find(manager);
      await writeEntries(manager, this.entries(request, { caller, reading }, beginOf(manager), seen?.subjects));
      return seen;
    });
    this.written.add(request);
    if (!found) throw new Problem('not-found');
    return found.answer;
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
