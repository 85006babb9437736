import { RunningParts, waitFor } from '@satudata/testing';
import { as } from '../offices/as.js';

const SOURCE = 'population-registry';
const TICKS = 3;
const parts = new RunningParts();

interface SourceFreshness {
  readonly service: string;
  readonly status: string;
  readonly lagS: number;
  readonly lastEvent: string;
  readonly completeUntil: string;
}

afterAll(() => parts.goOnAll());

/** What a planner is told beside a number about how fresh it is. */
async function freshness(): Promise<SourceFreshness & { readonly worst: string }> {
  const planner = await as('planner-province', 'planner-api');
  const { body } = await planner.get<{ freshness: { worst: string; sources: SourceFreshness[] } }>(
    '/v1/observations?indicator=pop.total&region=18',
  );
  const { worst, sources } = body.freshness;
  const source = sources.find(({ service }) => service === SOURCE);
  if (!source) throw new Error('the planner is told nothing about the source');
  return { ...source, worst };
}

const untilIs = (status: string, within: number): Promise<SourceFreshness & { worst: string }> =>
  waitFor(`the planner to be told ${status}`, async () => found(status, await freshness()), { within });

const after = <T extends { completeUntil: string }>(instant: string, told: T): T | false =>
  told.completeUntil > instant && told;

const found = <T extends { status: string }>(status: string, told: T): T | false => told.status === status && told;

describe('A planner is told that the source is', () => {
  it('fresh while it is only quiet: it still says how far it has told everything', async () => {
    const before = await nextWord((await untilIs('fresh', 30_000)).completeUntil);
    let last = before.completeUntil;
    for (let tick = 0; tick < TICKS; tick += 1) {
      const told = await nextWord(last);
      expect(told).toMatchObject({ status: 'fresh', worst: 'fresh', lastEvent: before.lastEvent });
      expect(told.lagS).toBeLessThanOrEqual(30);
      last = told.completeUntil;
    }
  }, 90_000);

  /** When this is told, all that the source did before it has been told too. */
  const nextWord = (last: string): ReturnType<typeof freshness> =>
    waitFor('the next word of the clock', async () => after(last, await freshness()), { within: 20_000 });

  it('late within a minute of its standing still, and fresh again when it goes on', async () => {
    parts.halt(SOURCE);
    const late = await untilIs('late', 60_000);
    expect(late).toMatchObject({ worst: 'late', lagS: expect.any(Number) });
    expect(late.lagS).toBeGreaterThan(30);
    parts.goOn(SOURCE);
    expect(await untilIs('fresh', 30_000)).toMatchObject({ worst: 'fresh' });
  }, 100_000);
});
