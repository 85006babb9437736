import { Inject, Injectable } from '@nestjs/common';
import { isUuid } from '@satudata/contracts';
import { Outbox } from '@satudata/outbox';
import {
  beginOf,
  Problem,
  ReceivedContent,
  ScopedDatabase,
  type Caller,
  type TracedRequest,
} from '@satudata/service-kit';
import { UnreadableFile } from '@satudata/record-files';
import type { EntityManager } from 'typeorm';
import { asCaller } from './as-caller.js';
import { rateLimitFields, type Allowance } from './budget/rate-limit-fields.js';
import { RecordBudget } from './budget/record-budget.js';
import { toBatch, type Batch, type BatchRow } from './batch/batch.js';
import { cancelBatch } from './batch/cancel-batch.js';
import { batchEnded } from './batch/ended-batch.js';
import { readVerdicts } from './batch/read-verdicts.js';
import { BatchReceiver, retryCollisions } from './batch/receive-batch.js';
import { answerOnce } from './idempotency/answer-once.js';
import { fingerprintOf } from './idempotency/fingerprint.js';
import { parseIdempotencyKey, requireIdempotencyKey } from './idempotency/idempotency-key.js';
import { columnMapping, requireFormat, unreadableFile } from './file/received-file.js';
import { payloadOf } from './lines/payload.js';
import { etagOf, parseIfMatch } from './record/if-match.js';
import { answerOf, type RecordAnswer } from './record/record-answer.js';
import { tell, type RuleWords } from './rule-words.js';
import type { Taker } from './taker.js';
import type { Verdict } from './verdict.js';

export const SOURCE_RULES = Symbol('source-rules');
const RECENT_BATCHES = 100;

/** How records come in: one by PUT, or many as a batch that always knows what became of each. */
@Injectable()
export class Intake {
  constructor(
    private readonly database: ScopedDatabase,
    private readonly outbox: Outbox,
    private readonly budget: RecordBudget,
    @Inject(SOURCE_RULES) private readonly words: RuleWords,
  ) {}

  /**
   * Takes one record; the answer's ETag is its version. Under an Idempotency-Key the first answer is given again.
   * @throws Problem when it is refused; stale and unchanged records are no errors
   */
  async take<S extends object>(
    taker: Taker<S>,
    submission: S,
    caller: Caller,
    request: TracedRequest,
  ): Promise<RecordAnswer> {
    this.outbox.room.require();
    this.budget.require(caller.client);
    const { scope } = caller;
    const { traceparent } = request;
    const ifMatch = parseIfMatch(request.get('if-match'));
    const key = parseIdempotencyKey(request.get('idempotency-key'));
    const decide = async (manager: EntityManager): Promise<Verdict> => {
      const context = { scope, now: await beginOf(manager), traceparent, ifMatch };
      const [verdict] = await taker.take(manager, [submission], context);
      if (!verdict) throw new Error('a taker must give one verdict per submission');
      tellBudget(request, await this.budget.charge(manager, caller.client, 1));
      return verdict;
    };
    const work = (manager: EntityManager): Promise<Verdict> => {
      if (key === undefined) return decide(manager);
      const fingerprint = fingerprintOf(taker, submission, ifMatch);
      return answerOnce(manager, { client: caller.client, key, fingerprint }, () => decide(manager));
    };
    const verdict = await retryCollisions(() => asCaller(this.database, caller, work));
    this.outbox.wake();
    const answer = answerOf(verdict, (finding) => tell(finding, this.words));
    if (answer.version !== undefined) request.res?.set('etag', etagOf(answer.version));
    return answer;
  }

  /** Counts work that is no record of its own in the same budget. @throws Problem `budget-spent` */
  async charge(records: number, caller: Caller, request: TracedRequest): Promise<void> {
    this.budget.require(caller.client);
    const charge = (manager: EntityManager) => this.budget.charge(manager, caller.client, records);
    tellBudget(request, await asCaller(this.database, caller, charge));
  }

  /** @throws Problem when the number in the address is not the one in the record. */
  requireSameIdentity(inAddress: string, inRecord: string, pointer: string): void {
    if (inAddress === inRecord) return;
    throw new Problem('invalid-record', { errors: [tell({ pointer, rule: 'address.identity' }, this.words)] });
  }

  /**
   * Takes a stream of records. @throws Problem as of the Idempotency-Key draft: 400, 409, 422; 415 for a format in
   * which these records cannot come, 422 `unreadable-file` for a file that cannot be read as a whole.
   */
  async receive<S extends object>(taker: Taker<S>, caller: Caller, request: TracedRequest): Promise<Batch> {
    const key = requireIdempotencyKey(request.get('idempotency-key'));
    const content = new ReceivedContent(request.get('content-digest'));
    const format = requireFormat(
      {
        contentType: request.get('content-type'),
        isEncoded: (request.get('content-encoding') ?? 'identity') !== 'identity',
      },
      taker,
    );
    const mapping = columnMapping(request.get('column-mapping'));
    this.outbox.room.require();
    this.budget.require(caller.client);
    const { traceparent } = request;
    try {
      return await new BatchReceiver(this.database, this.outbox, this.budget, {
        taker,
        caller,
        key,
        content,
        format,
        mapping,
        payload: payloadOf(request, content.hear),
        traceparent,
        onCharged: (allowance) => tellBudget(request, allowance),
      }).receive();
    } catch (error) {
      throw error instanceof UnreadableFile ? unreadableFile(error) : error;
    } finally {
      // What is left of the body must be read, or the sender never sees the answer.
      request.resume();
    }
  }

  async batches(caller: Caller, key: string | undefined): Promise<Batch[]> {
    const rows = await asCaller(this.database, caller, (manager) =>
      manager.query(
        `select * from intake.batch where client = $1 and ($2::text is null or key = $2)
         order by started_at desc limit $3`,
        [caller.client, key ?? null, RECENT_BATCHES],
      ),
    );
    return (rows as BatchRow[]).map(toBatch);
  }

  /** A batch of another client is as unknown as one that never was. */
  async batch(caller: Caller, id: string): Promise<Batch> {
    if (!isUuid(id)) throw new Problem('not-found');
    const rows = await asCaller(this.database, caller, (manager) =>
      manager.query(`select * from intake.batch where id = $1 and client = $2`, [id, caller.client]),
    );
    const [row] = rows as BatchRow[];
    if (!row) throw new Problem('not-found');
    return toBatch(row);
  }

  /** Ends a batch before its last line and says so on the log, once. @throws Problem `not-found`, `conflict` */
  async cancel(caller: Caller, id: string, { traceparent }: TracedRequest): Promise<Batch> {
    if (!isUuid(id)) throw new Problem('not-found');
    const cancelled = await asCaller(this.database, caller, async (manager) => {
      const { batch, isNews } = await cancelBatch(manager, { client: caller.client, id });
      const region = caller.scope.regions[0] ?? '';
      if (isNews) await this.outbox.publish(manager, [[batchEnded(batch, region)]], { traceparent });
      return batch;
    });
    this.outbox.wake();
    return cancelled;
  }

  async verdicts(
    caller: Caller,
    id: string,
    outcome?: Parameters<typeof readVerdicts>[3],
  ): Promise<AsyncGenerator<string>> {
    const batch = await this.batch(caller, id);
    return readVerdicts(this.database, caller, batch.id, outcome, this.words);
  }
}

/** How much the client may still send; of a batch, after its last chunk. */
function tellBudget(request: TracedRequest, allowance: Allowance): void {
  request.res?.set(rateLimitFields(allowance));
}
