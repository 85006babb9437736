import type { Figure, Measurement } from '../figures.js';
import { Rig } from '../faults/rig/rig.js';
import { residentsWithMistakes } from '../intake/regency-export.js';
import { csvOf, ndjsonOf, type Payload } from './payload.js';
import { planCuts } from './plan-cuts.js';
import { pushAndCut, type CutPush } from './push-and-cut.js';

const LINES = Number(process.env['CUTS_LINES'] ?? 100_000);
const TIMES = 20;
const TIMES_CSV = 5;

/**
 * A batch cut at random places (connection, service, database) and sent again until it is answered: state, events and
 * verdicts are those of a batch that nobody cut. The same of a CSV file whose service is killed.
 */
export async function measureCuts(): Promise<Measurement> {
  const records = [...residentsWithMistakes(LINES)];
  const rig = await Rig.open();
  try {
    await rig.first('consolidation').stop();
    return [
      ...(await held('NDJSON', rig, ndjsonOf(records), planCuts(LINES, TIMES, { random: Math.random }))),
      ...(await held(
        'CSV',
        rig,
        csvOf(records),
        planCuts(LINES, TIMES_CSV, { random: Math.random, cuts: ['service'] }),
      )),
    ];
  } finally {
    await rig.close();
  }
}

async function held(what: string, rig: Rig, payload: Payload, cuts: ReturnType<typeof planCuts>): Promise<Figure[]> {
  const whole = await pushAndCut(rig, payload, []);
  const cut = await pushAndCut(rig, payload, cuts);
  return [
    { what: `${what}: records in one batch`, value: LINES, unit: 'records' },
    { what: `${what}: cuts`, value: cuts.length, unit: 'runs' },
    { what: `${what}: sent until answered`, value: cut.tries, unit: 'runs' },
    { what: `${what}: without a cut`, value: whole.seconds, unit: 's' },
    { what: `${what}: with all of them`, value: cut.seconds, unit: 's' },
    {
      what: `${what}: differences in state, events, verdicts`,
      value: differences(whole, cut),
      unit: 'runs',
      atMost: 0,
    },
  ];
}

function differences(whole: CutPush, cut: CutPush): number {
  const [one, other]: Record<string, string>[] = [{ ...whole.traces }, { ...cut.traces }];
  return Object.keys(one ?? {}).filter((what) => one?.[what] !== other?.[what]).length;
}
