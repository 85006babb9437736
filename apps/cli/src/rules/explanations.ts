import { say, type Explanation } from './explanation.js';
import { LIFE_EVENT_EXPLANATIONS } from './life-event-explanations.js';
import type { AnyRule } from './rule-words.js';

const takeFromSource = (example: string) =>
  say(
    example,
    'Ambil nilainya dari sistem asal atau dokumen orangnya, lalu kirim lagi.',
    'Take the value from its system or the papers of the person, and send the record again.',
  );
const nothingToDo = (example: string) =>
  say(
    example,
    'Data diterima; periksa dokumennya dan perbaiki di sistem asal bila memang salah.',
    'The record is taken; look at the papers, and correct it at its source if it is wrong.',
  );
const readAnyway = (example: string) =>
  say(
    example,
    'Data diterima dengan bacaan itu; ubah ekspornya agar menulis bentuk baku.',
    'The record is taken as read; have the export write the standard form.',
  );
const askOffice = (example: string) =>
  say(
    example,
    'Hubungi kantor Disdukcapil yang mencatatnya; data tidak dapat diambil alih dengan kiriman.',
    'Ask the office that keeps it; a push cannot take a record over.',
  );

/** What to do about each rule; a new rule does not compile without. */
export const EXPLANATIONS = {
  required: takeFromSource('birthDate: (kosong / empty) -> 1990-08-17'),
  'field.unknown': say(
    '"alamat": "JL. A" -> "residence": {"address": {"street": "JL. A"}}',
    'Pakai nama isian dari /docs layanan, atau hapus isian itu.',
    'Use the names of fields in /docs of the service, or remove the field.',
  ),
  'type.text': say(
    '"name": 5 -> "name": "SITI"',
    'Tulis sebagai teks di antara tanda kutip.',
    'Write it as text between quotation marks.',
  ),
  'type.integer': say('"sourceVersion": "dua" -> 2', 'Tulis sebagai bilangan bulat.', 'Write it as a whole number.'),
  'type.object': say(
    '"occupation": "9" -> "occupation": {"code": "9", "edition": "2019"}',
    'Isi dengan objek seperti dalam /docs layanan.',
    'Give an object as in /docs of the service.',
  ),
  'type.list': say('"members": {} -> "members": [{…}]', 'Isi dengan daftar.', 'Give a list.'),
  'text.clean': say(
    'JL. A\\u0000 -> JL. A',
    'Hapus karakter kendali dari teks.',
    'Remove control characters from the text.',
  ),
  'text.length': say(
    'street: 300 huruf / letters -> <= 120',
    'Singkatkan atau lengkapi teksnya.',
    'Shorten or complete the text.',
  ),
  'uuid.form': say('123 -> 7f1c1f7e-0d0a-4d53-9a53-0f4c3b6d2a11', 'Tulis UUID lengkap.', 'Write a whole UUID.'),
  'integer.range': say(
    'sourceVersion: 0 -> 1',
    'Tulis bilangan di dalam batasnya.',
    'Write a number within its limits.',
  ),
  'list.length': say('members: 0 -> 1 … 60', 'Kirim sebanyak yang diperbolehkan.', 'Send as many as are allowed.'),
  'nik.digits': takeFromSource('18091017O8900001, 180910170890001 -> 1809101708900001'),
  'nik.date': takeFromSource('1809103202900001 (32 Februari / February) -> 1809101202900001'),
  'kk.digits': takeFromSource('180910170120 -> 1809101701200001'),
  'kk.date': say(
    '1809105708900001 (hari / day 57) -> 1809101701200001',
    'Periksa apakah kolom NIK dan KK tertukar.',
    'See whether the columns of NIK and KK are swapped.',
  ),
  'name.letters': say(
    'S1TI -> SITI',
    'Tulis nama seperti di akta, tanpa angka.',
    'Write the name as on the certificate, without digits.',
  ),
  'date.calendar': say(
    '17/8/90, 1990-02-31 -> 1990-08-17',
    'Tulis TTTT-BB-HH dengan tahun empat angka dan hari yang nyata.',
    'Write YYYY-MM-DD with a year of four digits and a real day.',
  ),
  'instant.rfc3339': say(
    '2026-11-24 10:00 -> 2026-11-24T10:00:00+07:00',
    'Tulis tanggal, jam, dan zona.',
    'Write day, time and offset.',
  ),
  'region.village': say(
    'DESA HANURA -> 18.09.10.2004',
    'Tulis kode Kemendagri desa; nama saja tidak cukup, karena banyak desa senama.',
    'Write the Kemendagri code of the village; a name is not enough, since many share it.',
  ),
  'code.list': say(
    'religion: 9 -> 1 … 7',
    'Pakai kode daftar resmi formulir F-1.01.',
    'Use a code of the official lists of form F-1.01.',
  ),
  'rt-rw.digits': say(
    '3/2 -> rt: 003, rw: 002',
    'Pisahkan RT dan RW, masing-masing tiga angka.',
    'Put RT and RW apart, three digits each.',
  ),

  'line.json': say(
    '{"nik": "18… -> {"nik": "1809101708900001", …}',
    'Tulis satu objek JSON utuh tiap baris.',
    'Write one whole JSON object per line.',
  ),
  'line.empty': say('(baris kosong / an empty line)', 'Hapus baris kosong.', 'Remove the empty line.'),
  'line.length': say('> 32.768 byte', 'Periksa apakah pergantian baris hilang.', 'See whether a line end is missing.'),
  'line.quote': say(
    '"JL. MAWAR;003 -> "JL. MAWAR";003',
    'Tutup tanda kutipnya, atau tulis dua kali bila ia bagian dari teks.',
    'Close the quotation mark, or write it twice where it belongs to the text.',
  ),
  'line.columns': say(
    'JL. A, NO. 1 -> "JL. A, NO. 1"',
    'Apit sel yang memuat pemisah dengan tanda kutip, dan tulis semua kolom.',
    'Put cells that hold the delimiter between quotation marks, and write all columns.',
  ),
  'text.utf8': say('ANDR\\xc9 -> ANDRÉ', 'Simpan berkas sebagai UTF-8.', 'Save the file as UTF-8.'),
  'digits.lost': say(
    '1,80910E+15 -> 1809101708900001',
    'Ekspor lagi dengan NIK sebagai teks; jangan membuka CSV dengan klik dua kali di lembar kerja, impor kolomnya sebagai Teks.',
    'Export again with the NIK as text; do not open a CSV in a spreadsheet by a double click, import its columns as Text.',
  ),
  'table.header': say(
    '1809…;SITI -> nik;name',
    'Beri baris judul di atas data.',
    'Put a line of headings above the records.',
  ),
  'table.utf16': say('"Unicode Text" -> "CSV UTF-8"', 'Simpan ulang sebagai CSV UTF-8.', 'Save it again as CSV UTF-8.'),
  'workbook.broken': say(
    'persons.xls -> persons.xlsx',
    'Simpan ulang sebagai Excel Workbook (.xlsx), tanpa sandi.',
    'Save it again as Excel Workbook (.xlsx), without a password.',
  ),
  'workbook.size': say('> 512 MiB', 'Simpan lembarnya sebagai CSV UTF-8.', 'Save the sheet as CSV UTF-8.'),
  'workbook.dense': say('> 200:1', 'Simpan lembarnya sebagai CSV UTF-8.', 'Save the sheet as CSV UTF-8.'),
  'workbook.strings': say(
    '> 96 MiB',
    'Bagi per kecamatan, atau simpan sebagai CSV UTF-8.',
    'Divide it by district, or save it as CSV UTF-8.',
  ),
  'workbook.date1904': say(
    'date1904="1"',
    'Matikan "Use 1904 date system" di pengaturan Excel, periksa tanggalnya, simpan ulang.',
    'Turn "Use 1904 date system" off in the settings of Excel, look at the days, and save again.',
  ),
  'workbook.sheets': say(
    'Sheet1, Sheet2',
    'Kirim lembar lain sebagai berkas tersendiri.',
    'Send the other sheets as files of their own.',
  ),
  'column.unknown': say(
    'Nama Penduduk -> name, atau / or --mapping',
    'Pakai judul SIAK, OpenSID, atau nama isian; judul lain disebut dalam berkas pemetaan.',
    'Use headings of SIAK or OpenSID or names of fields; others go into a mapping file.',
  ),
  'column.nameless': say(
    'nik;;sex -> nik;name;sex',
    'Beri judul atau hapus kolomnya.',
    'Give it a heading or remove the column.',
  ),
  'column.twice': say('NAMA_LGKP;nama -> NAMA_LGKP', 'Hapus salah satu kolom.', 'Remove one of the columns.'),
  'column.missing': say(
    '{"constants": {"citizenship": "1"}}',
    'Tambahkan kolomnya, atau tetapkan satu nilai untuk seluruh berkas dalam pemetaan.',
    'Add the column, or give one value for the whole file in a mapping.',
  ),
  'column.never-shared': say(
    'KLAIN_FSK, PNYDNG_CCT',
    'Hapus kolom itu sebelum mengirim.',
    'Remove these columns before sending.',
  ),
  'column.unused': say(
    'EKTP_STATUS',
    'Tidak perlu apa-apa; kolom boleh dihapus.',
    'Nothing to do; the columns may be removed.',
  ),
  'mapping.form': say(
    '{"columns": {"Nama Penduduk": "name", "Foto": ""}, "constants": {"citizenship": "1"}}',
    'Tulis seperti contoh; isian kosong berarti kolom tidak dikirim.',
    'Write it as in the example; an empty field means that the column is not sent.',
  ),
  'mapping.field': say(
    '"alamat" -> "residence.address.street"',
    'Pakai nama isian dari /docs layanan.',
    'Use names of fields from /docs of the service.',
  ),
  'written.apostrophe': readAnyway("'1809101708900001 -> 1809101708900001"),
  'written.grouped': readAnyway('180910 170890 0001 -> 1809101708900001'),
  'written.number': readAnyway('1 -> "1"'),
  'written.date': readAnyway('17/08/1990 -> 1990-08-17'),
  'written.serial': readAnyway('33102 -> 1990-08-17'),
  'written.word': readAnyway('LAKI-LAKI -> L'),
  'written.short': readAnyway('3 -> 003; 05 -> 5'),
  'written.village': readAnyway('1809102004 -> 18.09.10.2004'),
  'written.cp1252': readAnyway('ANSI -> UTF-8'),

  'region.unknown': say(
    '18.09.99.2001 -> 18.09.10.2004',
    'Cari kode desa yang berlaku, misalnya di GET /v1/regions?q=….',
    'Look the code up that is in force, for example at GET /v1/regions?q=….',
  ),
  'region.scope': askOffice('disdukcapil-18.09: 18.10.01.2009'),
  'if-match': say(
    'If-Match: "3" -> "4"',
    'Baca data terbaru, lalu kirim perubahan atasnya.',
    'Read the newest record, and send the change to that.',
  ),
  'address.identity': say(
    'PUT /v1/persons/A {"nik": "B"}',
    'Samakan nomor di alamat dan di data.',
    'Make the numbers in address and record agree.',
  ),

  'date.future': takeFromSource('2062-08-17 -> 1962-08-17'),
  'date.before-birth': takeFromSource('birthDate 1990, deathDate 1909 -> 2019'),
  'death.date-missing': takeFromSource('status: deceased, deathDate: (kosong / empty)'),
  'death.status': say(
    'status: resident, deathDate: 2020-01-01',
    'Ubah status menjadi deceased, atau hapus tanggal meninggal.',
    'Set the status to deceased, or remove the date of death.',
  ),
  'nik.other-office': askOffice('1809101708900001'),
  'kk.other-office': askOffice('1809101701200001'),
  'version.older': say(
    'sourceVersion: 3 (tersimpan / held: 5)',
    'Kirim keadaan terbaru dari sistem asal.',
    'Send the newest state of your system.',
  ),
  'version.reused': say(
    'sourceVersion: 5 (tersimpan / held: 5)',
    'Naikkan sourceVersion pada setiap perubahan.',
    'Raise sourceVersion with every change.',
  ),
  'changed-at.older': say(
    'changedAt: 2020 (tersimpan / held: 2024)',
    'Kirim keadaan terbaru dari sistem asal.',
    'Send the newest state of your system.',
  ),
  'status.no-revival': say(
    'status: resident (tersimpan / held: deceased)',
    'Sertakan sourceVersion atau changedAt.',
    'State sourceVersion or changedAt.',
  ),
  'card.no-reopening': say(
    'status: active (tersimpan / held: closed)',
    'Sertakan sourceVersion atau changedAt.',
    'State sourceVersion or changedAt.',
  ),
  'card.head-count': takeFromSource('relation: 1, 1, 4 -> 1, 3, 4'),
  'card.head-differs': takeFromSource('head: A, relation 1: B'),
  'card.member-twice': takeFromSource('members: A, B, A -> A, B'),
  'nik.serial-zero': nothingToDo('1809101708900000'),
  'nik.temporary': nothingToDo('0180910200400001'),
  'nik.birth-date': nothingToDo('NIK …170890…, birthDate 1990-08-18'),
  'nik.sex': nothingToDo('NIK …57…, sex: L'),
  'nik.region': nothingToDo('189999…'),
  'name.one-word': nothingToDo('SUKARNO'),
  'address.rt-zero': nothingToDo('rt: 000'),
  ...LIFE_EVENT_EXPLANATIONS,
} as const satisfies Record<AnyRule, Explanation>;
