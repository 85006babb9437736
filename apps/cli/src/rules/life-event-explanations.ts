import { say, type Explanation } from './explanation.js';

/** What to do about each rule of a life event. */
export const LIFE_EVENT_EXPLANATIONS = {
  'event.reported-before': say(
    'reportedOn: 2026-01-01, date: 2026-01-05',
    'Perbaiki salah satu tanggal.',
    'Correct one of the dates.',
  ),
  'event.late-approval': say(
    'date: 2026-01-01, reportedOn: 2026-06-01 -> lateApproval: SK-…',
    'Sebutkan nomor keputusan kepala dinas di lateApproval.',
    "State the number of the head's approval as lateApproval.",
  ),
  'event.late': say(
    'kematian / death: 30 hari / days',
    'Laporan diterima; tidak ada yang perlu dilakukan.',
    'The report is taken; nothing needs to be done.',
  ),
  'event.evidence': say(
    'kind: statement -> court-ruling',
    'Sertakan dokumen yang diwajibkan; lihat docs/guides/registry.md.',
    'Name the paper that is needed; see docs/guides/registry.md.',
  ),
  'event.number-used': say(
    'number: 1801-KM-…',
    'Periksa apakah peristiwa ini sudah dicatat; pakai nomornya sendiri untuk peristiwa lain.',
    'See whether this event is recorded already; another event has a number of its own.',
  ),
  'person.unknown': say(
    'nik: …',
    'Periksa NIK; penduduk kabupaten lain dilayani kantornya.',
    'Check the NIK; residents of another regency are served by their office.',
  ),
  'person.not-resident': say(
    'status: in-transit',
    'Selesaikan dahulu kepindahan atau pembetulan datanya.',
    'First complete the move or correct the record.',
  ),
  'person.twice': say('husbandNik = wifeNik', 'Sebutkan dua orang yang berbeda.', 'Name two different persons.'),
  'nik.in-use': say('child.nik: …', 'Minta NIK baru dari SIAK.', 'Ask SIAK for a new NIK.'),
  'card.not-active': say(
    'kk: …',
    'Periksa nomor KK; kartu yang sudah ditutup memiliki pengganti (replacedBy).',
    'Check the KK number; a closed card names what replaced it (replacedBy).',
  ),
  'card.not-listed': say(
    'person.kk: A, A.members: tanpa orang ini / without them',
    'Kirim kartu keluarga yang benar, lalu laporkan lagi.',
    'Send the right family card, then report again.',
  ),
  'cards.needed': say(
    'head: meninggal / deceased -> cards: [{…}]',
    'Sebutkan kartu sesudah peristiwa dengan kepala keluarga baru.',
    'State the card after the event, with its new head.',
  ),
  'cards.each-once': say(
    'A, B, C -> kartu 1 / card 1: A, B; kartu 2 / card 2: C',
    'Cantumkan setiap anggota yang hidup tepat satu kali.',
    'List each living member exactly once.',
  ),
  'cards.stranger': say(
    'members: A, B, X',
    'Hapus orang yang tidak tercantum di kartu semula.',
    'Remove who stood on none of the cards before.',
  ),
  'cards.spouse-unmarried': say(
    'relation: 3 (cerai / divorced) -> 9',
    'Ubah hubungan keluarganya atau terbitkan kartu sendiri.',
    'Give them another relation, or a card of their own.',
  ),
  'cards.other-regency': say(
    'village: 18.01… -> 18.02…',
    'Terbitkan surat pindah dahulu.',
    'Issue a moving letter first.',
  ),
  'parent.sex': say('motherNik: L', 'Periksa NIK orang tua.', "Check the parents' NIKs."),
  'parent.younger': say(
    'birthDate: 2020 (orang tua / parent), 2010 (anak / child)',
    'Periksa NIK orang tua dan tanggal lahir.',
    "Check the parents' NIKs and the dates of birth.",
  ),
  'birth.parents-card': say(
    'child.kk: B (orang tua / parents: A)',
    'Pakai KK salah satu orang tua.',
    'Use the card of one of the parents.',
  ),
  'marriage.sexes': say('husbandNik: P', 'Periksa NIK suami dan istri.', 'Check the NIKs of husband and wife.'),
  'marriage.age': say(
    'umur / age 17 -> court-ruling',
    'Sertakan penetapan dispensasi pengadilan sebagai bukti.',
    'Name the dispensation of the court as evidence.',
  ),
  'marriage.married': say(
    'maritalStatus: 2',
    'Laporkan dahulu perceraian atau kematian; atau sertakan izin pengadilan.',
    'Report the divorce or death first, or name the leave of a court.',
  ),
  'marriage.kin': say(
    'motherNik sama / the same',
    'Periksa NIK dan orang tua yang tercatat.',
    'Check the NIKs and the parents on record.',
  ),
  'divorce.not-married': say(
    'maritalStatus: 1',
    'Periksa NIK; laporkan dahulu perkawinannya.',
    'Check the NIK; report the marriage first.',
  ),
  'adoption.age': say(
    'umur / age 18',
    'Orang dewasa tidak dapat diangkat sebagai anak.',
    'An adult cannot be adopted.',
  ),
  'adoption.card': say(
    'cards: tanpa anak / without the child',
    'Cantumkan anak di kartu orang tua angkatnya.',
    'List the child on the card of the adoptive parent.',
  ),
  'recognition.father-known': say(
    'fatherNik: …',
    'Batalkan dahulu pencatatan ayah semula.',
    'First annul the record of the father before.',
  ),
  'change.nothing': say('name: A -> A', 'Kirim hanya isian yang berubah.', 'Send only what changes.'),
  'move.destination': say(
    'to: 18.01 (kantor / office 18.01)',
    'Pindah di dalam kabupaten dilaporkan sebagai pindah setempat, tanpa surat.',
    'A move inside the regency is reported as a local move, without a letter.',
  ),
  'move.letter-unknown': say('number: SKPWNI/…', 'Periksa nomor suratnya.', 'Check the number of the letter.'),
  'move.letter-used': say(
    'number: SKPWNI/…',
    'Setiap surat memiliki nomornya sendiri.',
    'Each letter has its own number.',
  ),
  'move.expired': say(
    'validUntil: 2026-05-01, date: 2026-06-01',
    'Minta kantor asal membatalkan dan menerbitkan surat baru.',
    'Ask the office of origin to cancel it and issue another.',
  ),
  'move.before-departure': say('date: 2026-01-01, departedOn: 2026-02-01', 'Perbaiki tanggalnya.', 'Correct the day.'),
  'move.without-card': say(
    'persons: A, B -> cards: A',
    'Cantumkan setiap orang yang pindah di salah satu kartu.',
    'List everybody who moves on one of the cards.',
  ),
  'annulment.again': say('status: annulled', 'Tidak ada yang perlu dilakukan.', 'Nothing needs to be done.'),
  'annulment.overtaken': say(
    'kelahiran / birth, lalu / then: pindah / a move',
    'Batalkan dahulu perubahan yang lebih baru.',
    'Annul what came after it first.',
  ),
} as const satisfies Record<string, Explanation>;
