import type { ApiHeaderOptions } from '@nestjs/swagger';

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
