// The whole system as a user starts it, in a home of its own beside whatever else runs: journeys look at it from outside.
const { spawn } = require('node:child_process');
const { closeSync, mkdtempSync, openSync, readFileSync, existsSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const READY_WITHIN_MS = 300_000;
const PORT_BASE = '4600';

module.exports = async () => {
  const home = mkdtempSync(join(tmpdir(), 'satudata-journeys-'));
  const output = openSync(join(home, 'start.log'), 'w');
  const platform = spawn(process.execPath, [join(__dirname, '../apps/cli/dist/main.js'), 'start'], {
    // Everything that could be told is told, so that what must not be told would be found.
    env: { ...process.env, LOG_LEVEL: 'debug', SATUDATA_HOME: home, SATUDATA_PORT_BASE: PORT_BASE },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  globalThis.__SATUDATA_PLATFORM__ = { platform, home };
  process.env.SATUDATA_HOME = home;
  await ready(platform, home);
};

async function ready(platform, home) {
  const file = join(home, 'platform.json');
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end;) {
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).ready) return;
    if (platform.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  platform.kill('SIGTERM');
  throw new Error(`the platform did not become ready:\n${readFileSync(join(home, 'start.log'), 'utf8').slice(-4_000)}`);
}
