/** What can be wrong with an export, in the order in which it is looked at. */
const WORDS = {
  'file.text': ['Bukan teks UTF-8 yang diakhiri baris baru.', 'This is not UTF-8 text that ends with a new line.'],
  'line.form': ['Baris ini bukan JSON dalam bentuk baku.', 'This line is not JSON in canonical form.'],
  'line.kind': ['Baris ini tidak boleh berada di sini.', 'This line must not stand here.'],
  'entry.number': ['Nomor entri tidak berurutan.', 'The number of the entry does not follow the one before.'],
  'entry.hash': ['Isi entri tidak cocok dengan hash-nya.', 'The entry is not the one that was hashed.'],
  'checkpoint.signature': [
    'Tanda tangan pos pemeriksaan tidak sah.',
    'The checkpoint is not signed by a key of the service.',
  ],
  'checkpoint.place': ['Pos pemeriksaan bukan untuk entri ini.', 'The checkpoint is not of the entry before it.'],
  'checkpoint.head': ['Entri bukan yang ditandatangani.', 'The entries are not those that were signed.'],
  'checkpoint.previous': [
    'Pos pemeriksaan sebelumnya hilang atau diganti.',
    'The checkpoint before is missing or another one.',
  ],
  'export.end': ['Ekspor terpotong.', 'The export is cut short.'],
  'witness.signature': ['Saksi tidak ditandatangani layanan ini.', 'The witness is not signed by this service.'],
  'witness.cut': ['Jejak lebih pendek daripada yang pernah disaksikan.', 'The trail is shorter than it once was.'],
  'witness.differs': ['Jejak bukan yang pernah disaksikan.', 'The trail is not the one that was witnessed.'],
} as const satisfies Record<string, readonly [id: string, en: string]>;

export type Fault = keyof typeof WORDS;

/** The first thing that is wrong: what follows it cannot be judged. */
export class Finding extends Error {
  override readonly name = 'Finding';

  constructor(
    readonly fault: Fault,
    /** From 1; of the export, or of the witness. */
    readonly line: number,
  ) {
    const [id, en] = WORDS[fault];
    super(`${fault}, baris / line ${line}: ${id} / ${en}`);
  }
}
