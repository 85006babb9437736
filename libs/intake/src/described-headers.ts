import type { ApiHeaderOptions } from '@nestjs/swagger';
import { MEDIA_TYPES } from '@satudata/record-files';

/** The headers by which records and batches are sent once and whole, as every source describes them. */
export const BATCH_KEY_HEADER: ApiHeaderOptions = {
  name: 'Idempotency-Key',
  required: true,
  description:
    'Kunci kiriman, tidak kedaluwarsa / key of the batch, does not expire (draft-ietf-httpapi-idempotency-key)',
};

export const RECORD_KEY_HEADER: ApiHeaderOptions = {
  name: 'Idempotency-Key',
  required: false,
  description: 'Jawaban pertama diulang selama 24 jam / the first answer is given again for 24 hours',
};

export const CONTENT_DIGEST_HEADER: ApiHeaderOptions = {
  name: 'Content-Digest',
  required: false,
  description: 'sha-256 atau / or sha-512 (RFC 9530)',
};

export const COLUMN_MAPPING_HEADER: ApiHeaderOptions = {
  name: 'Column-Mapping',
  required: false,
  description:
    'Arti kolom tabel, JSON ASCII / meaning of the columns of a table, ASCII JSON: {"columns": {"Nama": "name"}, "constants": {"citizenship": "1"}}',
};

/** What a batch may come as where its records can stand in a table. */
export const TABLE_MEDIA_TYPES = Object.values(MEDIA_TYPES);
