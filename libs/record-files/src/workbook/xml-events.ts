import { StringDecoder } from 'node:string_decoder';
import { SaxesParser } from 'saxes';
import { broken } from './archive.js';

/** What a reader of a part does at its tags and texts; names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** More text or mark-up than this without an end of any element is no lawful part. */
const MOST_PENDING = 1024 * 1024;

/**
 * Tells the handler what is in a part, and yields after each piece of it, so that what was read can be taken away.
 * Entities other than the five of XML are refused by the parser, document types are not followed.
 * @throws UnreadableFile `workbook.broken`
 */
export async function* xmlEvents(bytes: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new StringDecoder('utf8');
  let pending = 0;
  parser.on('error', () => {
    throw broken();
  });
  parser.on('opentag', ({ name, attributes }) => handler.open(withoutPrefix(name), attributes));
  parser.on('text', (text) => handler.text(text));
  parser.on('closetag', ({ name }) => {
    pending = 0;
    handler.close(withoutPrefix(name));
  });
  for await (const piece of bytes) {
    pending += piece.length;
    parser.write(decoder.write(piece));
    if (pending > MOST_PENDING) throw broken();
    yield;
  }
  parser.close();
  yield;
}

/** `x:row` is row: some programs name the namespace, others take it as the default. */
const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);
