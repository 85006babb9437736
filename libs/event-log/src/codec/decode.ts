import { TYPE_PREFIX, type ChangeEvent } from '@satudata/contracts';
import type { LogMessage } from '../ports.js';
import { UndecodableEvent, type DecodedEvent, type HeaderName } from './event.js';

const TX = /^([^;]+);(\d+)\/(\d+)$/;

/** A message -> an event. Unknown headers and unknown fields of the value are kept out of the way, never refused. */
export function decodeEvent(message: LogMessage): DecodedEvent {
  if (header(message, 'ce_specversion') !== '1.0') throw new UndecodableEvent('ce_specversion is not 1.0');
  const text = message.value.toString('utf8');
  const value = parseValue(text);
  const version = Number(header(message, 'satudata-version'));
  if (value.version !== version) throw new UndecodableEvent('version in header and value differ');
  const [tx, part, parts] = parseTx(header(message, 'satudata-tx'));
  const type = header(message, 'ce_type');
  return {
    id: header(message, 'ce_id'),
    source: header(message, 'ce_source'),
    entity: entityOf(type),
    type,
    subject: header(message, 'ce_subject'),
    time: header(message, 'ce_time'),
    version,
    tx,
    part,
    parts,
    batch: message.headers['satudata-batch'],
    text,
    value,
  };
}

function header(message: LogMessage, name: HeaderName): string {
  const value = message.headers[name];
  if (value === undefined || value === '') throw new UndecodableEvent(`header ${name} is missing`);
  return value;
}

function parseTx(text: string): [string, number, number] {
  const parts = TX.exec(text);
  if (!parts?.[1]) throw new UndecodableEvent('header satudata-tx is malformed');
  return [parts[1], Number(parts[2]), Number(parts[3])];
}

/** `id.lampung.satudata.<source>.<entity>.<past participle>` */
function entityOf(type: string): string {
  const words = type.split('.');
  const entity = type.startsWith(`${TYPE_PREFIX}.`) ? words.at(-2) : undefined;
  if (!entity || words.length < 6) throw new UndecodableEvent('ce_type is not one of ours');
  return entity;
}

function parseValue(text: string): ChangeEvent {
  const value = parseJson(text) as Partial<ChangeEvent> | null;
  const isEvent =
    typeof value === 'object' &&
    value !== null &&
    Number.isSafeInteger(value.version) &&
    (value.version ?? 0) >= 1 &&
    typeof value.change === 'object' &&
    typeof value.record === 'object';
  if (!isEvent) throw new UndecodableEvent('the value is not { version, change, record }');
  return value as ChangeEvent;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which holds personal data.
    throw new UndecodableEvent('the value is not JSON');
  }
}
