import { isPurpose, PURPOSE_CODES, type Purpose } from '@satudata/contracts';
import type { ApiHeaderOptions } from '@nestjs/swagger';
import type { Request } from 'express';
import { Problem } from '../problems/problem.js';

/** As every route that answers personal data describes it. */
export const PURPOSE_HEADER: ApiHeaderOptions = {
  name: 'Purpose',
  required: true,
  description: 'Untuk apa data pribadi dibaca / what personal data are read for',
  schema: { type: 'string', enum: [...PURPOSE_CODES] },
};

/**
 * What the caller reads personal data for.
 * @throws Problem `invalid-header` when it does not say, or says what is not on the list
 */
export function readPurpose(request: Pick<Request, 'get'>): Purpose {
  const purpose = request.get('purpose');
  if (isPurpose(purpose)) return purpose;
  throw purpose === undefined ? refused('required', REQUIRED) : refused('purpose.known', UNKNOWN);
}

function refused(rule: string, words: { readonly id: string; readonly en: string }): Problem {
  return new Problem('invalid-header', { errors: [{ parameter: 'Purpose', rule, ...words }], detail: words });
}

const LIST = PURPOSE_CODES.join(', ');

const REQUIRED = {
  id: `Header Purpose wajib ada untuk membaca data pribadi; salah satu dari: ${LIST}.`,
  en: `The Purpose header is required to read personal data; one of: ${LIST}.`,
};

const UNKNOWN = {
  id: `Header Purpose harus salah satu dari: ${LIST}.`,
  en: `The Purpose header must be one of: ${LIST}.`,
};
