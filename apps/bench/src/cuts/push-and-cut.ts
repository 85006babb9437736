import { randomUUID } from 'node:crypto';
import { pushBatch, TcpProxy, waitFor, type PushAnswer } from '@satudata/testing';
import type { Rig } from '../faults/rig/rig.js';
import { REGENCY } from '../invented-persons.js';
import { strike, type Cut } from './cut.js';
import type { Payload } from './payload.js';
import { forget, tracesOf, type Traces } from './traces.js';

const WITHIN_MS = 1_800_000;
const PIECE = 64 * 1024;

/** A cut once so many lines are acknowledged. */
export interface Planned {
  readonly cut: Cut;
  readonly afterLines: number;
}

export interface CutPush extends PushAnswer {
  readonly traces: Traces;
  readonly seconds: number;
}

/** Pushes into an empty source as one batch, and strikes while it is under way; it is sent again until it is answered. */
export async function pushAndCut(rig: Rig, payload: Payload, planned: readonly Planned[]): Promise<CutPush> {
  await forget(rig);
  const { port } = new URL(rig.first('population-registry').url);
  const road = await TcpProxy.listen({ host: '127.0.0.1', port: Number(port) });
  const begun = performance.now();
  try {
    const key = randomUUID();
    const url = `http://127.0.0.1:${road.port}`;
    const push = { url, entities: 'persons', key, mediaType: payload.mediaType } as const;
    const pushed = pushBatch({ ...push, token: () => tokenOf(rig), payload: () => inPieces(payload.text) }, WITHIN_MS);
    const [answer] = await Promise.all([pushed, strikeAll(rig, road, key, planned)]);
    const seconds = (performance.now() - begun) / 1_000;
    return { ...answer, seconds, traces: await tracesOf(rig, answer.batch.id, await tokenOf(rig)) };
  } finally {
    await road.close();
  }
}

/** @throws Error when the batch was over before its last cut: then it was not cut so often as planned */
async function strikeAll(rig: Rig, road: TcpProxy, key: string, planned: readonly Planned[]): Promise<void> {
  for (const { cut, afterLines } of planned) {
    await waitFor(`${afterLines} lines`, async () => (await progress(rig, key)).lines >= afterLines, {
      within: WITHIN_MS,
    });
    if ((await progress(rig, key)).status !== 'running') throw new Error('the batch was over before its last cut');
    await strike(cut, rig, road);
  }
}

async function progress(rig: Rig, key: string): Promise<{ lines: number; status: string }> {
  const asked = rig.source.ask<{ lines: number; status: string }>(
    'select committed_lines::int as lines, status from intake.batch where key = $1',
    [key],
  );
  // The database may just be coming back.
  const [row] = await asked.catch(() => []);
  return row ?? { lines: -1, status: 'running' };
}

function tokenOf(rig: Rig): Promise<string> {
  const service = 'population-registry';
  const grants = [{ operations: ['person:write', 'batch:read'], regions: [REGENCY] }];
  return rig.issuer.token({ client: `disdukcapil-${REGENCY}`, service, grants });
}

function* inPieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
