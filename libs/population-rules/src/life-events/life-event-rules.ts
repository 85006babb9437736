import type { Words } from '@satudata/contracts';

interface LifeEventRule extends Words {
  /** Where the rule comes from; to be confirmed by the province's legal bureau, as the articles of the purposes are. */
  readonly law: string;
}

/** Rules by which the state of the registry allows a life event or does not. */
export const LIFE_EVENT_RULES = {
  'event.reported-before': {
    id: 'Tanggal lapor sebelum tanggal peristiwa.',
    en: 'It was reported before it happened.',
    law: 'UU 23/2006 art. 3',
  },
  'event.late-approval': {
    id: 'Kelahiran yang dilaporkan lebih dari 60 hari memerlukan keputusan kepala dinas.',
    en: 'A birth reported after more than 60 days needs the approval of the head of the office.',
    law: 'UU 24/2013 art. 32(1)',
  },
  'event.late': {
    id: 'Dilaporkan sesudah batas waktunya; dicatat sebagai terlambat.',
    en: 'It was reported after its deadline, and is recorded as late.',
    law: 'UU 23/2006 art. 90',
  },
  'event.evidence': {
    id: 'Bukti yang diwajibkan untuk peristiwa ini tidak ada.',
    en: 'The evidence that this event needs is missing.',
    law: 'Perpres 96/2018 art. 33-61',
  },
  'event.number-used': {
    id: 'Nomor akta atau laporan ini sudah dipakai di kantor Anda.',
    en: 'This number of a certificate or report is already used at your office.',
    law: 'UU 23/2006 art. 68',
  },
  'person.unknown': {
    id: 'NIK ini tidak terdaftar di kantor Anda.',
    en: 'This NIK is not registered at your office.',
    law: 'UU 23/2006 art. 13',
  },
  'person.not-resident': {
    id: 'Orang ini tidak terdaftar sebagai penduduk yang hidup dan menetap di wilayah kantor Anda.',
    en: 'This person is not registered as alive and resident in the region of your office.',
    law: 'UU 23/2006 art. 3',
  },
  'person.twice': {
    id: 'Orang yang sama disebut dalam dua peran.',
    en: 'The same person is named in two roles.',
    law: 'UU 23/2006 art. 3',
  },
  'nik.in-use': {
    id: 'NIK ini sudah dipakai orang lain.',
    en: 'Somebody else has this NIK already.',
    law: 'UU 24/2013 art. 13',
  },
  'card.not-active': {
    id: 'Kartu keluarga ini tidak ada di kantor Anda atau sudah ditutup.',
    en: 'Your office has no such family card, or it is closed.',
    law: 'UU 23/2006 art. 62',
  },
  'card.not-listed': {
    id: 'Kartu keluarga orang ini tidak mencantumkan namanya; perbaiki kartunya dahulu.',
    en: "This person's family card does not list them; put the card right first.",
    law: 'UU 23/2006 art. 61',
  },
  'cards.needed': {
    id: 'Kepala keluarga berganti; sebutkan kartu keluarga sesudah peristiwa (cards).',
    en: 'The head of the family changes; state the family cards after the event (cards).',
    law: 'UU 23/2006 art. 62',
  },
  'cards.each-once': {
    id: 'Setiap anggota keluarga yang hidup harus tercantum tepat satu kali di kartu sesudah peristiwa.',
    en: 'Each living member must stand on exactly one card after the event.',
    law: 'UU 23/2006 art. 62',
  },
  'cards.stranger': {
    id: 'Orang ini bukan anggota kartu keluarga yang bersangkutan.',
    en: 'This person is on none of the family cards concerned.',
    law: 'UU 23/2006 art. 62',
  },
  'cards.spouse-unmarried': {
    id: 'Hubungan suami atau istri (SHDK 2, 3) hanya untuk yang berstatus kawin.',
    en: 'Only who is married stands on a card as husband or wife (relation 2, 3).',
    law: 'UU 23/2006 art. 61',
  },
  'cards.other-regency': {
    id: 'Kartu ini di kabupaten/kota lain; pindah ke sana memerlukan surat pindah (SKPWNI).',
    en: 'This card lies in another regency; moving there needs a moving letter (SKPWNI).',
    law: 'UU 23/2006 art. 15',
  },
  'parent.sex': {
    id: 'Ibu harus perempuan dan ayah harus laki-laki.',
    en: 'A mother is a woman and a father is a man.',
    law: 'UU 1/1974 art. 42',
  },
  'parent.younger': {
    id: 'Orang tua harus lebih tua daripada anaknya.',
    en: 'A parent is older than the child.',
    law: 'UU 1/1974 art. 42',
  },
  'birth.parents-card': {
    id: 'Kartu ini bukan kartu salah satu orang tua yang masih terdaftar.',
    en: 'This is the card of neither parent who is still registered.',
    law: 'UU 23/2006 art. 61',
  },
  'marriage.sexes': {
    id: 'Perkawinan adalah antara seorang pria dan seorang wanita.',
    en: 'A marriage is between a man and a woman.',
    law: 'UU 1/1974 art. 1',
  },
  'marriage.age': {
    id: 'Kawin sebelum umur 19 tahun memerlukan dispensasi pengadilan (court-ruling).',
    en: 'Marriage before the age of 19 needs the dispensation of a court (court-ruling).',
    law: 'UU 16/2019 art. 7',
  },
  'marriage.married': {
    id: 'Orang ini masih terikat perkawinan; suami beristri lagi hanya dengan izin pengadilan (court-ruling).',
    en: 'This person is still married; a husband takes another wife only with leave of a court (court-ruling).',
    law: 'UU 1/1974 art. 3, 9',
  },
  'marriage.kin': {
    id: 'Perkawinan antara orang tua dan anak atau antara saudara dilarang.',
    en: 'Parent and child or siblings may not marry.',
    law: 'UU 1/1974 art. 8',
  },
  'divorce.not-married': {
    id: 'Orang ini tidak berstatus kawin.',
    en: 'This person is not married.',
    law: 'UU 1/1974 art. 38',
  },
  'adoption.age': {
    id: 'Anak yang diangkat harus berumur di bawah 18 tahun.',
    en: 'An adopted child is under 18.',
    law: 'PP 54/2007 art. 12',
  },
  'adoption.card': {
    id: 'Anak harus tercantum di kartu orang tua angkatnya.',
    en: 'The child must stand on the card of the adoptive parent.',
    law: 'UU 23/2006 art. 47',
  },
  'recognition.father-known': {
    id: 'Anak ini sudah memiliki ayah yang tercatat.',
    en: 'A father of this child is registered already.',
    law: 'UU 24/2013 art. 49',
  },
  'change.nothing': {
    id: 'Tidak ada yang berubah.',
    en: 'Nothing changes.',
    law: 'UU 23/2006 art. 71',
  },
  'move.destination': {
    id: 'Tujuan surat pindah harus kabupaten/kota lain yang dikenal.',
    en: 'A moving letter leads to another regency that is known.',
    law: 'Perpres 96/2018 art. 25',
  },
  'move.letter-unknown': {
    id: 'Tidak ada orang dalam perpindahan dengan nomor surat ini.',
    en: 'Nobody is in transit under a letter of this number.',
    law: 'Perpres 96/2018 art. 25',
  },
  'move.letter-used': {
    id: 'Nomor surat pindah ini sudah dipakai.',
    en: 'This number of a moving letter is already used.',
    law: 'Perpres 96/2018 art. 25',
  },
  'move.expired': {
    id: 'Surat pindah ini sudah tidak berlaku; kantor asal membatalkannya dan menerbitkan yang baru.',
    en: 'This moving letter is no longer valid; the office of origin cancels it and issues another.',
    law: 'Perpres 96/2018 art. 25',
  },
  'move.before-departure': {
    id: 'Tanggal ini sebelum tanggal pindah.',
    en: 'This day lies before the departure.',
    law: 'UU 23/2006 art. 15',
  },
  'move.without-card': {
    id: 'Setiap orang yang pindah harus tercantum di kartu sesudah datang.',
    en: 'Everybody who moves must stand on a card after the arrival.',
    law: 'UU 23/2006 art. 62',
  },
  'annulment.again': {
    id: 'Peristiwa ini sudah dibatalkan.',
    en: 'This event is annulled already.',
    law: 'UU 23/2006 art. 72',
  },
  'annulment.overtaken': {
    id: 'Sesudah peristiwa ini data orang atau kartunya berubah lagi; batalkan perubahan itu dahulu.',
    en: 'The persons or cards changed again after this event; annul those changes first.',
    law: 'UU 23/2006 art. 72',
  },
} as const satisfies Record<string, LifeEventRule>;
