import { Rig } from '../faults/rig/rig.js';
import { residentsWithMistakes } from '../intake/regency-export.js';
import { csvOf, ndjsonOf, type Payload } from './payload.js';
import { pushAndCut, type Planned } from './push-and-cut.js';

const LINES = 6_000;
/** Early enough that each meets the batch under way. */
const cutsOf = (...cuts: Planned['cut'][]): Planned[] => cuts.map((cut, at) => ({ cut, afterLines: 1_000 * (at + 1) }));

let rig: Rig;
const records = [...residentsWithMistakes(LINES)];

beforeAll(async () => {
  rig = await Rig.open();
  await rig.first('consolidation').stop();
}, 120_000);
afterAll(() => rig?.close(), 60_000);

describe('A push that is cut and sent again under its key leaves what one leaves that nobody cut', () => {
  it.each<[what: string, payload: Payload, cuts: Planned[]]>([
    ['lines, cut off, killed, without a database', ndjsonOf(records), cutsOf('connection', 'service', 'database')],
    ['a CSV file, killed in the middle', csvOf(records), cutsOf('service')],
  ])(
    '%s',
    async (_, payload, cuts) => {
      const whole = await pushAndCut(rig, payload, []);
      const cut = await pushAndCut(rig, payload, cuts);
      expect(cut.traces).toEqual(whole.traces);
      expect(cut.batch.verdicts).toEqual(whole.batch.verdicts);
      expect(cut.batch.verdicts.rejected).toBeGreaterThan(100);
      expect(cut.tries).toBeGreaterThan(cuts.length);
    },
    240_000,
  );
});
