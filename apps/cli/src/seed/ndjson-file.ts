import { closeSync, openSync, renameSync, writeSync } from 'node:fs';

const FLUSH_AT = 64 * 1024;

/** A file of JSON lines that gets its name when it is complete. */
export class NdjsonFile {
  lines = 0;
  private readonly draft: string;
  private readonly descriptor: number;
  private buffered = '';

  constructor(readonly path: string) {
    this.draft = `${path}.new`;
    this.descriptor = openSync(this.draft, 'w', 0o600);
  }

  add(record: object): void {
    this.buffered += `${JSON.stringify(record)}\n`;
    this.lines += 1;
    if (this.buffered.length >= FLUSH_AT) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.descriptor);
    renameSync(this.draft, this.path);
  }

  private flush(): void {
    writeSync(this.descriptor, this.buffered);
    this.buffered = '';
  }
}
