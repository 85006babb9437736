import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultPoint, FaultStruck } from './fault-point.js';

let folder: string;
const file = () => join(folder, 'relay.afterAppend');
const arm = (content: string) => writeFileSync(file(), content);
const pass = () => faultPoint('relay.afterAppend');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satudata-faults-'));
  process.env['SATUDATA_FAULTS_DIR'] = folder;
});

afterEach(() => {
  delete process.env['SATUDATA_FAULTS_DIR'];
  rmSync(folder, { recursive: true });
});

describe('a fault point', () => {
  it('lets everything pass while nobody has armed it', async () => {
    await expect(pass()).resolves.toBeUndefined();
  });

  it('lets everything pass when no folder is named, whatever lies anywhere', async () => {
    arm('throw');
    delete process.env['SATUDATA_FAULTS_DIR'];
    await expect(pass()).resolves.toBeUndefined();
    expect(existsSync(file())).toBe(true);
  });

  it('strikes once, and its file is gone when it does', async () => {
    arm('throw');
    await expect(pass()).rejects.toBeInstanceOf(FaultStruck);
    expect(existsSync(file())).toBe(false);
    await expect(pass()).resolves.toBeUndefined();
  });

  it('lets as many passes through as it is told to', async () => {
    arm('throw 2\n');
    await pass();
    expect(readFileSync(file(), 'utf8')).toBe('throw 1');
    await pass();
    await expect(pass()).rejects.toBeInstanceOf(FaultStruck);
  });

  it('does not pass over an action that it does not know', async () => {
    arm('explode');
    await expect(pass()).rejects.toThrow('holds no action');
  });

  it('is of no concern to its neighbours', async () => {
    arm('throw');
    await expect(faultPoint('relay.afterRemove')).resolves.toBeUndefined();
  });
});
