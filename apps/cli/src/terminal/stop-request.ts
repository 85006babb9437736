const LOOK_EVERY_MS = 500;
/** One Ctrl+C under npm arrives twice: from the terminal, and handed on by npm. */
const SAME_WISH_MS = 2_000;

/**
 * Aborted once somebody wants us to stop: by a signal, or, under `npm start`, by ending npm. npm hands a signal on
 * to the shell between us, which ends without telling us; what is left to see is that our parent is another one.
 * A second signal later on ends this process at once; the platform's watchdog then stops what is still running.
 */
export function stopRequest(): AbortSignal {
  const request = new AbortController();
  let askedAt = Infinity;
  const ask = (why: string): void => {
    if (request.signal.aborted) return;
    askedAt = Date.now();
    request.abort(new Error(why));
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (Date.now() - askedAt > SAME_WISH_MS) process.exit(1);
    ask(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (process.env['npm_lifecycle_event']) whenParentGone(() => ask('parent gone'));
  return request.signal;
}

function whenParentGone(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, LOOK_EVERY_MS);
  timer.unref();
}
