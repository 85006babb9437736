import type { FieldError, Words } from '@satudata/contracts';
import {
  FILE_RULES,
  formatOfMediaType,
  formatsFor,
  mayBeGzip,
  MEDIA_TYPES,
  NO_MAPPING,
  parseMapping,
  UnreadableFile,
  type ColumnMapping,
  type FileFormat,
  type RecordForm,
} from '@satudata/record-files';
import { Problem, type ProblemError } from '@satudata/service-kit';

/** @throws Problem `unsupported-media-type` for a format in which these records cannot come, or not in gzip */
export function requireFormat(
  { contentType, isEncoded }: { readonly contentType: string | undefined; readonly isEncoded: boolean },
  form: RecordForm,
): FileFormat {
  const formats = formatsFor(form).filter((format) => !isEncoded || mayBeGzip(format));
  const format = formatOfMediaType(contentType);
  if (format && formats.includes(format)) return format;
  const accept = formats.map((one) => MEDIA_TYPES[one]).join(', ');
  throw new Problem('unsupported-media-type', {
    headers: { accept },
    detail: { id: `Kirim sebagai ${accept}.`, en: `Send it as ${accept}.` },
  });
}

/**
 * What the `Column-Mapping` header says: JSON, other letters than ASCII as `\u00e9`. It comes with each batch, so that
 * what a batch was read by is never changed behind its back.
 * @throws Problem `invalid-header`
 */
export function columnMapping(header: string | undefined): ColumnMapping {
  if (header === undefined) return NO_MAPPING;
  try {
    return parseMapping(header);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const words = FILE_RULES['mapping.form'];
    const errors = [{ parameter: 'Column-Mapping', rule: 'mapping.form', ...words }];
    throw new Problem('invalid-header', { errors, detail: words });
  }
}

export function unreadableFile({ faults }: UnreadableFile): Problem {
  const errors = faults.map(({ rule, column, field }): ProblemError => {
    const words: Words = FILE_RULES[rule];
    if (column !== undefined) return { column, rule, ...words };
    const pointer = field === undefined ? '' : `/${field.replaceAll('.', '/')}`;
    return { pointer, rule, ...words } satisfies FieldError;
  });
  return new Problem('unreadable-file', { errors });
}
