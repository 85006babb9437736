import { clearScreenDown, cursorTo } from 'node:readline';
import type { WriteStream } from 'node:tty';

/** Shows a text in the place of the one before. */
export function redraw(terminal: WriteStream, text: string): void {
  cursorTo(terminal, 0, 0);
  clearScreenDown(terminal);
  terminal.write(`${text}\n`);
}
