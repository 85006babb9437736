/** The forms in which a file of records may come, by their media types. */
export const MEDIA_TYPES = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

export type FileFormat = keyof typeof MEDIA_TYPES;

const FORMATS = Object.keys(MEDIA_TYPES) as FileFormat[];

/** Of a `Content-Type`, whatever its parameters. */
export function formatOfMediaType(contentType: string | undefined): FileFormat | undefined {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  return FORMATS.find((format) => MEDIA_TYPES[format] === mediaType);
}

/** A workbook is compressed in itself. */
export function mayBeGzip(format: FileFormat): boolean {
  return format !== 'xlsx';
}

/** Of a file's name, `.gz` or not. */
export function formatOfName(name: string): FileFormat | undefined {
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase();
  return FORMATS.find((format) => format === ending && (mayBeGzip(format) || !/\.gz$/i.test(name)));
}
