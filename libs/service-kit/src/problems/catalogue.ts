import type { Words } from '@satudata/contracts';

interface ProblemEntry {
  readonly status: number;
  readonly words: Words;
}

/** Every problem a service may answer, by the stable last part of its `type`. */
export const PROBLEMS = {
  'malformed-request': {
    status: 400,
    words: { id: 'Permintaan HTTP ini tidak sah.', en: 'This is not a valid HTTP request.' },
  },
  'malformed-json': {
    status: 400,
    words: { id: 'Isi permintaan bukan JSON yang sah.', en: 'The body is not valid JSON.' },
  },
  'malformed-text': {
    status: 400,
    words: { id: 'Isi permintaan bukan UTF-8 yang sah.', en: 'The body is not well-formed UTF-8.' },
  },
  'malformed-encoding': {
    status: 400,
    words: { id: 'Kompresi gzip rusak atau terpotong.', en: 'The gzip stream is broken or cut short.' },
  },
  'digest-mismatch': {
    status: 400,
    words: {
      id: 'Isi yang sampai bukan isi yang dikirim.',
      en: 'The content that arrived is not the content that was sent.',
    },
  },
  'invalid-query': {
    status: 400,
    words: { id: 'Parameter pencarian tidak sah.', en: 'A query parameter is not valid.' },
  },
  'invalid-header': {
    status: 400,
    words: { id: 'Header permintaan tidak sah.', en: 'A request header is not valid.' },
  },
  unauthenticated: {
    status: 401,
    words: {
      id: 'Token akses tidak ada, tidak sah, atau sudah kedaluwarsa.',
      en: 'The access token is missing, not valid or expired.',
    },
  },
  forbidden: { status: 403, words: { id: 'Anda tidak berwenang untuk ini.', en: 'You may not do this.' } },
  'outside-region': {
    status: 403,
    words: { id: 'Data ini di luar wilayah kewenangan Anda.', en: 'This record lies outside your region.' },
  },
  'not-found': {
    status: 404,
    words: { id: 'Alamat atau data tidak ditemukan.', en: 'The address or record was not found.' },
  },
  'method-not-allowed': {
    status: 405,
    words: { id: 'Metode HTTP ini tidak tersedia di alamat ini.', en: 'This HTTP method is not available here.' },
  },
  'not-acceptable': {
    status: 406,
    words: { id: 'Bentuk jawaban yang diminta tidak tersedia.', en: 'The requested form of answer is not available.' },
  },
  'request-timeout': {
    status: 408,
    words: { id: 'Permintaan tidak selesai dikirim pada waktunya.', en: 'The request was not sent in time.' },
  },
  conflict: {
    status: 409,
    words: {
      id: 'Permintaan bertentangan dengan keadaan data sekarang.',
      en: 'The request conflicts with the current state.',
    },
  },
  'still-running': {
    status: 409,
    words: { id: 'Kiriman dengan kunci ini masih berjalan.', en: 'A request with this key is still running.' },
  },
  'batch-cancelled': {
    status: 409,
    words: {
      id: 'Kiriman ini sudah dibatalkan; kirim sisanya dengan kunci baru.',
      en: 'This batch was cancelled; send what is left of it under a new key.',
    },
  },
  'not-arrived': {
    status: 409,
    words: {
      id: 'Kiriman ini belum seluruhnya sampai; tanyakan lagi sebentar.',
      en: 'Not all of this batch has arrived yet; ask again shortly.',
    },
  },
  'precondition-failed': {
    status: 412,
    words: { id: 'Data sudah berubah sejak Anda membacanya.', en: 'The record changed since you read it.' },
  },
  'too-large': { status: 413, words: { id: 'Isi permintaan terlalu besar.', en: 'The body is too large.' } },
  'too-many-cells': {
    status: 413,
    words: { id: 'Jawaban yang diminta terlalu besar.', en: 'The answer asked for is too large.' },
  },
  'unsupported-media-type': {
    status: 415,
    words: {
      id: 'Jenis isi (Content-Type) tidak didukung di alamat ini.',
      en: 'This Content-Type is not supported here.',
    },
  },
  'invalid-record': {
    status: 422,
    words: {
      id: 'Data melanggar aturan; lihat daftar kesalahan.',
      en: 'The record breaks rules; see the list of errors.',
    },
  },
  'unreadable-file': {
    status: 422,
    words: {
      id: 'Berkas ini tidak dapat dibaca, jadi tidak ada yang disimpan; lihat daftar kesalahan.',
      en: 'This file cannot be read, so nothing of it was stored; see the list of errors.',
    },
  },
  'key-reused': {
    status: 422,
    words: {
      id: 'Kunci yang sama sudah dipakai untuk isi yang berbeda.',
      en: 'The same key was already used for a different payload.',
    },
  },
  'headers-too-large': {
    status: 431,
    words: { id: 'Header permintaan terlalu besar.', en: 'The request headers are too large.' },
  },
  'budget-spent': {
    status: 429,
    words: {
      id: 'Jatah data klien ini untuk sementara habis; kirim lagi setelah waktu di Retry-After, kiriman berlanjut dari baris terakhirnya.',
      en: 'The budget of records of this client is spent for now; send again after Retry-After, a batch goes on after its last line.',
    },
  },
  internal: {
    status: 500,
    words: {
      id: 'Terjadi kesalahan di pihak kami; sudah dicatat.',
      en: 'Something went wrong on our side; it has been recorded.',
    },
  },
  'backlog-full': {
    status: 503,
    words: {
      id: 'Terlalu banyak perubahan menunggu dikirim; kirim lagi nanti, tidak ada yang hilang.',
      en: 'Too many changes wait to be sent on; send again later, nothing is lost.',
    },
  },
  unavailable: {
    status: 503,
    words: {
      id: 'Layanan sedang tidak tersedia; coba lagi sebentar.',
      en: 'The service is not available right now; try again shortly.',
    },
  },
} as const satisfies Record<string, ProblemEntry>;

export type ProblemName = keyof typeof PROBLEMS;
