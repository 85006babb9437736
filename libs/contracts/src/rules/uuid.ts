import { isUUID } from 'class-validator';

/** Whether this is the text of a UUID of any version (RFC 9562), in either case of letters. */
export function isUuid(value: unknown): value is string {
  return isUUID(value);
}
