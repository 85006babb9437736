import { waitFor } from '@satudata/testing';
import { untilQuiet } from '../evidence/quiet.js';
import { recovery } from '../evidence/recovery.js';
import type { Strike } from './strike.js';
import { unsent } from './unsent.js';

/** Changes among which two relays that do not know of each other meet on one person. */
const LONG_ENOUGH = 2_000;
const SOON = { within: 30_000 };

/**
 * A relay is halted between reading the queue and sending, for longer than its lease; another takes over and sends
 * everything. Then the first goes on with what it has in its hands, when nothing newer will cover it.
 */
export const zombieRelay: Strike = async (rig, workload) => {
  const zombie = rig.first('population-registry');
  await rig.join('population-registry');
  zombie.arm('relay.afterSelect', 'stop');
  await zombie.struck('relay.afterSelect');
  const mayRepeat = await unsent(rig);
  const recoverySeconds = await recovery(rig, workload);
  await workload.end();
  await untilQuiet(rig);
  const before = rig.tail.count;
  zombie.goOn();
  await waitFor('the halted relay to send what it had read', () => rig.tail.count > before, SOON);
  return { mayRepeat, handOvers: 1, recoverySeconds };
};

/** The same under load: two relays are at work at once until the first finds that its lease has passed on. */
export const zombieRelayUnderLoad: Strike = async (rig, workload) => {
  const zombie = rig.first('population-registry');
  await rig.join('population-registry');
  zombie.arm('relay.afterSelect', 'stop');
  await zombie.struck('relay.afterSelect');
  const mayRepeat = await unsent(rig);
  await recovery(rig, workload);
  zombie.goOn();
  return { mayRepeat, handOvers: 1 };
};

/** Another relay stands by the whole time, and the first never gives it a reason to act. */
export const twoRelays: Strike = async (rig, workload) => {
  await rig.join('population-registry');
  await workload.goOnFor(LONG_ENOUGH);
  return { mayRepeat: 0 };
};
