import { isUtf8 } from 'node:buffer';
import { isInstant, TYPE_PREFIX, type ChangeEvent } from '@satudata/contracts';
import type { LogMessage } from '../ports.js';
import { UndecodableEvent, type DecodedEvent, type HeaderName } from './event.js';

const TX = /^([^;]+);(\d{1,9})\/(\d{1,9})$/;

/**
 * A message -> an event. Unknown headers and unknown fields of the value are kept out of the way, never refused.
 * @throws UndecodableEvent when headers and value are not those of one event; its message quotes neither
 */
export function decodeEvent(message: LogMessage): DecodedEvent {
  if (header(message, 'ce_specversion') !== '1.0') throw new UndecodableEvent('ce_specversion is not 1.0');
  const text = textOf(message);
  const value = parseValue(text);
  if (header(message, 'satudata-version') !== String(value.version)) {
    throw new UndecodableEvent('version in header and value differ');
  }
  const [tx, part, parts] = parseTx(header(message, 'satudata-tx'));
  const type = header(message, 'ce_type');
  const entity = entityOf(type);
  if (!type.endsWith(`.${value.change.type}`)) throw new UndecodableEvent('change in header and value differ');
  return {
    id: header(message, 'ce_id'),
    source: header(message, 'ce_source'),
    entity,
    type,
    subject: header(message, 'ce_subject'),
    time: instantOf(message),
    version: value.version,
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

/** Damaged bytes would be mended in silence, and then differ from what the source has. */
function textOf(message: LogMessage): string {
  if (!isUtf8(message.value)) throw new UndecodableEvent('the value is not UTF-8');
  return message.value.toString('utf8');
}

function instantOf(message: LogMessage): string {
  const time = header(message, 'ce_time');
  if (!isInstant(time)) throw new UndecodableEvent('ce_time is not a time');
  return time;
}

function parseTx(text: string): [string, number, number] {
  const found = TX.exec(text);
  const [part, parts] = [Number(found?.[2]), Number(found?.[3])];
  if (!found?.[1] || part < 1 || part > parts) throw new UndecodableEvent('header satudata-tx is malformed');
  return [found[1], part, parts];
}

/** `id.lampung.satudata.<source>.<entity>.<past participle>` */
function entityOf(type: string): string {
  const words = type.split('.');
  const entity = type.startsWith(`${TYPE_PREFIX}.`) ? words.at(-2) : undefined;
  if (!entity || words.length < 6) throw new UndecodableEvent('ce_type is not one of ours');
  return entity;
}

function parseValue(text: string): ChangeEvent {
  const value = parseJson(text);
  if (!isEvent(value)) throw new UndecodableEvent('the value is not { version, change: { type, at }, record }');
  return value;
}

function isEvent(value: unknown): value is ChangeEvent {
  if (!isObject(value) || !isObject(value['change']) || !isObject(value['record'])) return false;
  const { version, change } = value as { version?: unknown; change: Record<string, unknown> };
  return Number.isSafeInteger(version) && (version as number) >= 1 && !!change['type'] && isInstant(change['at']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which holds personal data.
    throw new UndecodableEvent('the value is not JSON');
  }
}
