import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordOf } from './process-record.js';
import { recordRun, stopRecorded } from './run-record.js';
import type { StopRule } from './run-record.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const rule = (stage: StopRule['stage'], graceMs = 5_000): StopRule => ({ stage, signal: 'SIGTERM', graceMs });

describe('Recorded processes', () => {
  it('are stopped stage by stage and forgotten', async () => {
    const order = join(folder, 'order.txt');
    appendFileSync(order, '');
    await startRecorded('database', rule(3), order);
    await startRecorded('service', rule(1), order);
    await startRecorded('broker', rule(2), order);
    expect((await stopRecorded(folder)).map(({ name }) => name).sort()).toEqual(['broker', 'database', 'service']);
    expect(readFileSync(order, 'utf8')).toBe('service\nbroker\ndatabase\n');
    expect(readdirSync(folder)).toEqual(['order.txt']);
  });

  it('are killed when they do not listen, even while they are halted', async () => {
    const deaf = await startProgram(`process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`);
    recordRun(folder, 'deaf', deaf.pid ?? 0, rule(1, 200));
    deaf.kill('SIGSTOP');
    const [[, signal]] = await Promise.all([once(deaf, 'exit'), stopRecorded(folder)]);
    expect(signal).toBe('SIGKILL');
  });

  it('are left alone when the pid has come to somebody else', async () => {
    const stranger = await startProgram(`console.log('up'); setInterval(() => {}, 1000)`);
    const record = { pid: stranger.pid, birth: 'another time', name: 'old', stop: rule(1) };
    writeFileSync(join(folder, 'old.json'), JSON.stringify(record));
    expect(await stopRecorded(folder)).toEqual([]);
    expect(recordOf(stranger.pid ?? 0)).toBeDefined();
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });

  it('do not hinder when their record was cut off in the middle of being written', async () => {
    writeFileSync(join(folder, 'half.json'), '{"pid": 12');
    await expect(stopRecorded(folder)).resolves.toEqual([]);
  });
});

async function startRecorded(name: string, stop: StopRule, order: string): Promise<void> {
  const write = `require('fs').appendFileSync(${JSON.stringify(order)}, '${name}\\n')`;
  const program = `process.on('SIGTERM', () => { ${write}; process.exit() }); console.log('up'); setInterval(() => {}, 1000)`;
  recordRun(folder, name, (await startProgram(program)).pid ?? 0, stop);
}

async function startProgram(program: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}
