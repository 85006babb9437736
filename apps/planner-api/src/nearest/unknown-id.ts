import { Problem } from '@satudata/service-kit';

/** 404 for an id in a path, with those it may have meant. */
export function unknownId(nearest: readonly string[]): Problem {
  if (nearest.length === 0) return new Problem('not-found');
  const list = nearest.join(', ');
  return new Problem('not-found', {
    detail: { id: `Tidak ditemukan. Mungkin maksud Anda: ${list}.`, en: `Not found. Did you mean: ${list}?` },
    more: { nearest },
  });
}
