import type { FaultPoint } from '@satudata/service-kit';
import type { Rig, Service } from '../rig/rig.js';
import type { Strike } from './strike.js';
import { unsent } from './unsent.js';

/** `kill -9` at a named place, after it was passed so often. */
export function killAt(service: Service, point: FaultPoint, passes = 0): Strike {
  return async (rig) => {
    await killOnce(rig, service, point, passes);
    // Counted while the relay is dead: what it had in its hands is among what is unsent.
    return service === 'consolidation' ? { mayRepeat: 0 } : { mayRepeat: await unsent(rig), handOvers: 1 };
  };
}

/** The same of the process that takes a batch; the flow goes on when the sender, trying again, has its answer. */
export function killIntakeAt(point: FaultPoint): Strike {
  return async (rig, workload) => {
    await killOnce(rig, 'population-registry', point, 0);
    // The dead process holds the batch for seconds, which it would only take time to wait for.
    await rig.source.ask(`update intake.batch set held_until = now() where status = 'running'`);
    const begun = performance.now();
    await workload.goOnFor(0);
    return { recoverySeconds: (performance.now() - begun) / 1_000 };
  };
}

async function killOnce(rig: Rig, service: Service, point: FaultPoint, passes: number): Promise<void> {
  const member = rig.first(service);
  member.arm(point, 'kill', passes);
  await member.struck(point).finally(() => member.disarm(point));
}
