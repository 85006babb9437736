import type { Words } from '@satudata/contracts';
import type { Finding } from './check-receipts.js';
import type { Flaw } from './open-receipt.js';

const RECEIPT: Words = { id: 'Tanda terima sumber', en: "The source's receipt" };
const ARRIVAL: Words = { id: 'Tanda tiba di gudang data', en: "The store's arrival receipt" };

const FLAWS = {
  form: {
    id: 'rusak atau bukan JWS: minta lagi dengan `satudata receipt`.',
    en: 'is damaged or no JWS: ask for it again with `satudata receipt`.',
  },
  type: { id: 'adalah dokumen jenis lain.', en: 'is a document of another kind.' },
  'key-unknown': {
    id: 'ditandatangani dengan kunci yang tidak ada dalam berkas kunci.',
    en: 'is signed with a key that the key file does not hold.',
  },
  signature: {
    id: 'tidak sesuai tanda tangannya: isinya diubah setelah ditandatangani.',
    en: 'does not match its signature: it was changed after it was signed.',
  },
  issuer: {
    id: 'ditandatangani oleh layanan yang tidak berhak menyatakannya.',
    en: 'is signed by a service that may not state this.',
  },
} as const satisfies Record<Flaw, Words>;

/** One sentence for each finding. */
export const FINDING_WORDS = {
  'receipt.form': about(RECEIPT, 'form'),
  'receipt.type': about(RECEIPT, 'type'),
  'receipt.key-unknown': about(RECEIPT, 'key-unknown'),
  'receipt.signature': about(RECEIPT, 'signature'),
  'receipt.issuer': about(RECEIPT, 'issuer'),
  'arrival.form': about(ARRIVAL, 'form'),
  'arrival.type': about(ARRIVAL, 'type'),
  'arrival.key-unknown': about(ARRIVAL, 'key-unknown'),
  'arrival.signature': about(ARRIVAL, 'signature'),
  'arrival.issuer': about(ARRIVAL, 'issuer'),
  'file.differs': {
    id: 'Berkas ini bukan yang dikirim: sidiknya (sha-256) berbeda dari tanda terima.',
    en: 'This is not the file that was sent: its digest (sha-256) is not that of the receipt.',
  },
  'file.cut-short': {
    id: 'Kiriman ini dibatalkan sebelum akhir berkasnya: tanda terimanya untuk baris yang sudah diterima, bukan untuk berkas ini.',
    en: 'This batch was cancelled before the end of its file: its receipt is for the lines that were taken, not for the file.',
  },
  'counts.sum': {
    id: 'Jumlah putusan dalam tanda terima tidak sama dengan jumlah barisnya.',
    en: 'The verdicts of the receipt do not add up to its lines.',
  },
  'batch.differs': {
    id: 'Kedua tanda terima berbicara tentang kiriman yang berbeda.',
    en: 'The two receipts speak of different batches.',
  },
  'sender.differs': {
    id: 'Pengirim atau jenis data dalam kedua tanda terima berbeda.',
    en: 'The sender or the kind of data differs between the two receipts.',
  },
  'digest.differs': {
    id: 'Sidik isi dalam kedua tanda terima berbeda.',
    en: 'The digest of the content differs between the two receipts.',
  },
  'counts.differ': {
    id: 'Jumlah dalam kedua tanda terima berbeda.',
    en: 'The counts of the two receipts differ.',
  },
} as const satisfies Record<Finding, Words>;

function about(document: Words, flaw: Flaw): Words {
  return { id: `${document.id} ${FLAWS[flaw].id}`, en: `${document.en} ${FLAWS[flaw].en}` };
}
