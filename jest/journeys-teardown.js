const { rmSync } = require('node:fs');

module.exports = async () => {
  const { platform, home } = globalThis.__SATUDATA_PLATFORM__ ?? {};
  if (!platform) return;
  const ended = platform.exitCode === null ? new Promise((resolve) => platform.once('exit', resolve)) : undefined;
  platform.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
};
