import type { Cell, Entry } from '../entry.js';
import { quoteRejected } from './quote-rejected.js';

const entry = (cells: readonly Cell[] | undefined, raw = ''): Entry => ({
  line: 2,
  lastLine: 2,
  raw: Buffer.from(raw),
  row: { headings: ['nik', 'name'], cells: () => cells },
  read: () => ({ rule: 'line.columns' }),
});

async function quoted(...entries: Entry[]): Promise<string> {
  async function* rejections() {
    for (const one of entries) yield await Promise.resolve({ entry: one, reasons: 'nik.digits /nik' });
  }
  const parts: Buffer[] = [];
  for await (const part of quoteRejected(rejections())) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('rejected rows of a workbook', () => {
  it('are written as CSV with the reasons behind', async () =>
    expect(await quoted(entry(['1', 'A;B']), entry([2, true]))).toBe(
      '\ufeffnik;name;satudata_alasan\r\n1;"A;B";nik.digits /nik\r\n2;true;nik.digits /nik\r\n',
    ));

  it('do not hide that a NIK was kept as a number of 15 digits', async () =>
    expect(await quoted(entry([1809101708900010, 'A']))).toContain('\n1.80910170890001e+15;A;'));

  it('that cannot be taken apart are quoted as they came', async () =>
    expect(await quoted(entry(undefined, '"1;A'))).toBe('\ufeffnik;name;satudata_alasan\r\n"1;A\n'));
});
