import type { Evidence, Faults, LoggedVersion, Version } from './ledger.js';

/** Compares what was promised with what is found. Pure; knows nothing of how either was read. */
export function findFaults({ promised, log, history, current, parked = [], mayRepeat }: Evidence): Faults {
  const said = new Set(promised.map(wordsOf));
  const taken = new Set(history.map(nameOf));
  const kept = new Set([...history, ...parked].map(nameOf));
  return {
    lost: promised.filter((version) => !kept.has(nameOf(version))),
    invented: firstOfEach([...log, ...history, ...current].filter((version) => !said.has(wordsOf(version)))),
    duplicated: [...repeated(history), ...toldTooOften(log, mayRepeat)],
    inverted: [...inverted(log), ...overtaking(parked, history)],
    stale: stale(lastOfEach(promised.filter((version) => taken.has(nameOf(version)))), taken, current),
  };
}

const nameOf = ({ record, version }: Version): string => `${record} ${version}`;
const wordsOf = (version: Version): string => `${nameOf(version)} ${version.digest}`;

function firstOfEach(versions: readonly Version[]): Version[] {
  return [...new Map(versions.map((version) => [wordsOf(version), version])).values()];
}

function lastOfEach(versions: readonly Version[]): Version[] {
  const last = new Map<string, Version>();
  for (const version of versions) {
    if (version.version > (last.get(version.record)?.version ?? 0)) last.set(version.record, version);
  }
  return [...last.values()];
}

function repeated(history: readonly Version[]): Version[] {
  const seen = new Set<string>();
  return history.filter((version) => {
    const isRepeat = seen.has(nameOf(version));
    seen.add(nameOf(version));
    return isRepeat;
  });
}

/** All repeats when there are more of them than interruptions explain: then more than one sender was at work. */
function toldTooOften(log: readonly LoggedVersion[], mayRepeat = Infinity): LoggedVersion[] {
  const heard = new Set<string>();
  const repeats = log.filter(({ event }) => heard.has(event) || !heard.add(event));
  return repeats.length > mayRepeat ? repeats : [];
}

/** Whoever goes on past an event that waits has broken the order of its record, however the event ends. */
function overtaking(parked: readonly Version[], history: readonly Version[]): Version[] {
  const waiting = new Map<string, number>();
  for (const { record, version } of parked) {
    waiting.set(record, Math.min(version, waiting.get(record) ?? version));
  }
  return history.filter(({ record, version }) => version > (waiting.get(record) ?? Infinity));
}

/** A sender that was interrupted repeats itself; order is promised at the first appearance of an event. */
function inverted(log: readonly LoggedVersion[]): LoggedVersion[] {
  const heard = new Set<string>();
  const highest = new Map<string, number>();
  return log.filter((message) => {
    if (heard.has(message.event)) return false;
    heard.add(message.event);
    const before = highest.get(message.record) ?? 0;
    highest.set(message.record, Math.max(before, message.version));
    return message.version <= before;
  });
}

/** A version that was never taken in is lost, which is another fault. */
function stale(last: readonly Version[], taken: ReadonlySet<string>, current: readonly Version[]): Version[] {
  const held = new Map(current.map(({ record, version }) => [record, version]));
  return last.filter((version) => taken.has(nameOf(version)) && (held.get(version.record) ?? 0) < version.version);
}
