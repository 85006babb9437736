import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailure } from '../terminal/command-failure.js';
import type { Batch } from './batch.js';
import { postFile } from './post-file.js';
import type { Answer } from './post-file.js';
import type { Pushable } from './entities.js';

export interface PushPlan {
  /** Address of the service, without a path. */
  url: string;
  entities: Pushable;
  file: string;
  /** What its bytes are: `content-type` and the like. */
  headers: Readonly<Record<string, string>>;
  /** Sent again under the same key, a batch goes on after its last committed line instead of starting over. */
  idempotencyKey: string;
  token: () => Promise<string>;
  /** `waitSeconds` when it has been told to wait that long before it goes on. */
  onProgress: (committedLines: number, waitSeconds?: number) => void;
}

const ASK_EVERY_MS = 500;
const AGAIN_AFTER_S = 1;
/** A service that is being started again is back sooner; a batch whose sender was lost is free again after 10 s. */
const GIVE_UP_AFTER_MS = 120_000;
/** In the way for a moment: still held by a lost sender, out of budget, overloaded, or being started again. */
const PASSING = new Set([409, 429, 502, 503, 504]);

/** Sends the file as one batch, again and again while the service is merely away, and returns the finished batch. */
export async function pushFile(plan: PushPlan): Promise<Batch> {
  let committed = -1;
  let giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  const watch = watchBatch(plan, (lines) => {
    if (lines > committed) giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
    committed = Math.max(committed, lines);
    plan.onProgress(committed);
  });
  try {
    for (;;) {
      const answer = await sendOnce(plan);
      if (answer?.status === 200) return finished(plan, answer);
      if (answer && !isPassing(answer)) throw refused(answer);
      if (Date.now() > giveUpAt) throw away(plan.url);
      const wait = answer?.retryAfter;
      if (wait !== undefined) plan.onProgress(Math.max(committed, 0), wait);
      // Whoever says when to come again is not away.
      if (wait !== undefined) giveUpAt = Date.now() + wait * 1_000 + GIVE_UP_AFTER_MS;
      await pause((wait ?? AGAIN_AFTER_S) * 1_000);
    }
  } finally {
    watch.stop();
  }
}

/** A batch that was cancelled answers 409 as one that is still held does, and for ever. */
function isPassing({ status, body }: Answer): boolean {
  return PASSING.has(status) && parseProblem(body).type !== 'urn:satudata:problem:batch-cancelled';
}

function finished({ onProgress }: PushPlan, { body }: Answer): Batch {
  const batch = JSON.parse(body) as Batch;
  onProgress(batch.committedLines);
  return batch;
}

/** @returns undefined when the connection could not be made or broke off */
async function sendOnce({
  url,
  entities,
  file,
  headers: described,
  idempotencyKey,
  token,
}: PushPlan): Promise<Answer | undefined> {
  const headers = {
    authorization: `Bearer ${await token()}`,
    ...described,
    'idempotency-key': idempotencyKey,
  };
  return postFile(`${url}/v1/${entities}/batches`, headers, file).catch(() => undefined);
}

/** Asks now and then how far the batch is; no answer is no harm. */
function watchBatch(plan: PushPlan, onLines: (committedLines: number) => void): { stop: () => void } {
  const stopped = new AbortController();
  const ask = async (): Promise<void> => {
    const answer = await fetch(`${plan.url}/v1/batches?key=${encodeURIComponent(plan.idempotencyKey)}`, {
      headers: { authorization: `Bearer ${await plan.token()}` },
      signal: stopped.signal,
    });
    const { batches } = (await answer.json()) as { batches?: Batch[] };
    if (batches?.[0]) onLines(batches[0].committedLines);
  };
  const keepAsking = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await ask().catch(() => undefined);
      await pause(ASK_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  void keepAsking();
  return { stop: () => stopped.abort() };
}

/** The service's own words: what it refuses and why (RFC 9457). */
function refused({ status, body }: Answer): CommandFailure {
  const problem = parseProblem(body);
  const reasons = (problem.errors ?? []).map(({ pointer, rule }) => `${pointer ?? ''} ${rule ?? ''}`.trim());
  const words = [problem.title, problem.detail, ...reasons].filter(Boolean).join('; ') || String(status);
  return new CommandFailure(`Kiriman ditolak (${status}): ${words}`, `The push was refused (${status}): ${words}`);
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { pointer?: string; rule?: string }[];
}

function parseProblem(body: string): ProblemBody {
  try {
    return JSON.parse(body) as ProblemBody;
  } catch {
    return {};
  }
}

function away(url: string): CommandFailure {
  return new CommandFailure(
    `Layanan di ${url} tidak menjawab: periksa dengan \`satudata status\`, lalu kirim lagi (baris yang sudah diterima tidak dikirim dua kali).`,
    `The service at ${url} does not answer: check with \`satudata status\`, then push again (lines already taken are not taken twice).`,
  );
}
