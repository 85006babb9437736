import { setTimeout as pause } from 'node:timers/promises';

/** The group takes the partition away from a reader that is silent for 30 s. */
const HEARTBEAT_MS = 1_000;

interface AliveWork {
  heartbeat(): Promise<void>;
  isStale(): boolean;
}

/** Waits and says meanwhile that the work is alive; ends early when the work is no longer ours. */
export async function waitAlive(milliseconds: number, work: AliveWork): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !work.isStale()) {
    await pause(Math.min(HEARTBEAT_MS, end - Date.now()));
    await work.heartbeat();
  }
}
