import { waitFor } from '@satudata/testing';
import { recovery } from '../evidence/recovery.js';
import type { Strike } from './strike.js';

const LEAVES_WITHIN_MS = 10_000;
/** Far longer than a session. */
const GIVES_UP = { within: 30_000 };

/** A member of the store is halted for longer than its session; another takes its partitions, then it goes on. */
export const memberHalted: Strike = async (rig, workload) => {
  const zombie = rig.first('consolidation');
  await rig.join('consolidation');
  zombie.arm('inbox.afterCommit', 'stop');
  await zombie.struck('inbox.afterCommit');
  const recoverySeconds = await recovery(rig, workload);
  zombie.goOn();
  return { mayRepeat: 0, recoverySeconds };
};

/** A handler waits for something that never comes, in the middle of its transaction; its member gives up by itself. */
export const handlerHangs: Strike = async (rig, workload) => {
  const member = rig.first('consolidation');
  await rig.join('consolidation');
  const { deaths } = member;
  member.arm('inbox.afterFold', 'hang');
  await member.struck('inbox.afterFold');
  const recoverySeconds = await recovery(rig, workload);
  await waitFor('the member whose handler hangs to give up', () => member.deaths > deaths, GIVES_UP);
  return { mayRepeat: 0, recoverySeconds };
};

/**
 * Three members are restarted in turn, as a deployment does; each has to leave by itself in time. How soon others have
 * taken over what it read is the slowest of three recoveries.
 */
export const rollingRestart: Strike = async (rig, workload) => {
  const recoveries: number[] = [];
  await rig.join('consolidation');
  await rig.join('consolidation');
  for (const member of rig.membersOf('consolidation')) {
    const begun = Date.now();
    await member.stop();
    if (Date.now() - begun > LEAVES_WITHIN_MS) throw new Error('a member of the store did not leave in time');
    recoveries.push(await recovery(rig, workload));
    member.start();
    await member.ready();
  }
  return { mayRepeat: 0, recoverySeconds: Math.max(...recoveries) };
};
