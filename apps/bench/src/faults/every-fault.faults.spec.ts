import { describeFindings } from './evidence/findings.js';
import { Rig } from './rig/rig.js';
import { runUnder } from './run.js';
import { SCENARIOS } from './scenario.js';
import { createLedger } from './workload/ledger.js';

let rig: Rig;
let runs = 0;

beforeAll(async () => {
  rig = await Rig.open();
  await createLedger(rig.source);
}, 120_000);

afterAll(() => rig.close(), 60_000);

describe('Every change that was acknowledged is in the store, once, in order and as it was said', () => {
  const short = SCENARIOS.filter(({ long }) => !long);

  it.each(short)(
    '$name',
    async ({ workload, strike }) => {
      const { findings } = await runUnder(rig, workload(rig, (runs += 1)), strike);
      expect(findings.acknowledged).toBeGreaterThan(100);
      expect(describeFindings(findings)).toEqual([]);
    },
    180_000,
  );
});
