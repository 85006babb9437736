import { CivilDate, Code, Kk, Nested, NestedList, Nik, PersonName, Text } from '../../field/kinds.js';
import * as lists from '../code-lists.js';
import { Occupation } from '../person.js';
import { CardAfter } from './card-after.js';
import { Evidence } from './vital-event.js';

/** What every report of a vital event says (form F-2.01, Permendagri 109/2019). */
export class VitalEventReport {
  @Text({ words: { id: 'Nomor akta atau laporan', en: 'Number of certificate or report' }, max: 40 })
  number!: string;

  @CivilDate({ words: { id: 'Tanggal peristiwa', en: 'When it happened' } })
  date!: string;

  @CivilDate({ words: { id: 'Tanggal lapor', en: 'When it was reported' } })
  reportedOn!: string;

  @Text({ words: { id: 'Tempat peristiwa', en: 'Place' }, max: 60, optional: true })
  place?: string;

  @NestedList(() => Evidence, { words: { id: 'Bukti', en: 'Evidence' }, min: 1, max: 10 })
  evidence!: Evidence[];
}

/** The child as it is registered; SIAK gives the NIK. */
export class Newborn {
  @Nik({ words: { id: 'NIK baru', en: 'New NIK' } })
  nik!: string;

  @PersonName({ words: { id: 'Nama lengkap', en: 'Full name' } })
  name!: string;

  @Code({ words: { id: 'Jenis kelamin', en: 'Sex' }, list: lists.SEX })
  sex!: string;

  @Text({ words: { id: 'Tempat lahir', en: 'Place of birth' }, max: 60 })
  birthPlace!: string;

  @Code({ words: { id: 'Agama', en: 'Religion' }, list: lists.RELIGION })
  religion!: string;

  @Code({ words: { id: 'Golongan darah', en: 'Blood type' }, list: lists.BLOOD_TYPE, optional: true })
  bloodType?: string;

  @Code({ words: { id: 'Kewarganegaraan', en: 'Citizenship' }, list: lists.CITIZENSHIP })
  citizenship!: string;

  @PersonName({ words: { id: 'Nama ibu', en: "Mother's name" } })
  motherName!: string;

  @Nik({ words: { id: 'NIK ibu', en: "Mother's NIK" }, optional: true })
  motherNik?: string;

  @PersonName({ words: { id: 'Nama ayah', en: "Father's name" }, optional: true })
  fatherName?: string;

  @Nik({ words: { id: 'NIK ayah', en: "Father's NIK" }, optional: true })
  fatherNik?: string;

  @Kk({ words: { id: 'Nomor KK orang tua', en: "KK number of the parents' card" } })
  kk!: string;

  @Code({ words: { id: 'Hubungan keluarga (SHDK)', en: 'Relation to head of family' }, list: lists.RELATION_TO_HEAD })
  relationToHead!: string;
}

export class BirthReport extends VitalEventReport {
  @Nested(() => Newborn, { words: { id: 'Anak', en: 'The child' } })
  child!: Newborn;

  @Text({
    words: { id: 'Nomor persetujuan kepala dinas bila terlambat', en: "Number of the head's approval when late" },
    max: 60,
    optional: true,
  })
  lateApproval?: string;
}

/** A report after which family cards may have to be issued anew; without them the cards stay as they are. */
export class RegroupingReport extends VitalEventReport {
  @NestedList(() => CardAfter, {
    words: { id: 'Kartu keluarga sesudah peristiwa', en: 'Family cards after the event' },
    min: 1,
    max: 6,
    optional: true,
  })
  cards?: CardAfter[];
}

export class DeathReport extends RegroupingReport {
  @Nik({ words: { id: 'NIK yang meninggal', en: 'NIK of the deceased' } })
  nik!: string;

  @Nik({
    words: { id: 'NIK suami/istri, bila tidak tersirat di KK', en: 'NIK of the spouse, unless the card tells' },
    optional: true,
  })
  spouseNik?: string;
}

export class StillbirthReport extends VitalEventReport {
  @Nik({ words: { id: 'NIK ibu', en: "Mother's NIK" } })
  motherNik!: string;
}

/** A marriage or a divorce. */
export class CoupleReport extends RegroupingReport {
  @Nik({ words: { id: 'NIK suami', en: "Husband's NIK" } })
  husbandNik!: string;

  @Nik({ words: { id: 'NIK istri', en: "Wife's NIK" } })
  wifeNik!: string;
}

export class AdoptionReport extends RegroupingReport {
  @Nik({ words: { id: 'NIK anak', en: "Child's NIK" } })
  childNik!: string;

  @Nik({ words: { id: 'NIK orang tua angkat', en: "Adoptive parent's NIK" } })
  adoptiveParentNik!: string;
}

export class RecognitionReport extends VitalEventReport {
  @Nik({ words: { id: 'NIK anak', en: "Child's NIK" } })
  childNik!: string;

  @Nik({ words: { id: 'NIK ayah', en: "Father's NIK" } })
  fatherNik!: string;
}

export class NameChangeReport extends VitalEventReport {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @PersonName({ words: { id: 'Nama baru', en: 'New name' } })
  name!: string;
}

/** The elements that an office corrects on a document; marital status, card and residence have events of their own. */
export class CorrectedElements {
  @PersonName({ words: { id: 'Nama (salah tulis)', en: 'Name (as misspelt)' }, optional: true })
  name?: string;

  @Code({ words: { id: 'Jenis kelamin', en: 'Sex' }, list: lists.SEX, optional: true })
  sex?: string;

  @Text({ words: { id: 'Tempat lahir', en: 'Place of birth' }, max: 60, optional: true })
  birthPlace?: string;

  @CivilDate({ words: { id: 'Tanggal lahir', en: 'Date of birth' }, optional: true })
  birthDate?: string;

  @Code({ words: { id: 'Agama', en: 'Religion' }, list: lists.RELIGION, optional: true })
  religion?: string;

  @Code({ words: { id: 'Pendidikan terakhir', en: 'Last education' }, list: lists.EDUCATION, optional: true })
  education?: string;

  @Nested(() => Occupation, { words: { id: 'Pekerjaan', en: 'Occupation' }, optional: true })
  occupation?: Occupation;

  @Code({ words: { id: 'Golongan darah', en: 'Blood type' }, list: lists.BLOOD_TYPE, optional: true })
  bloodType?: string;

  @Code({ words: { id: 'Kewarganegaraan', en: 'Citizenship' }, list: lists.CITIZENSHIP, optional: true })
  citizenship?: string;

  @PersonName({ words: { id: 'Nama ibu', en: "Mother's name" }, optional: true })
  motherName?: string;

  @PersonName({ words: { id: 'Nama ayah', en: "Father's name" }, optional: true })
  fatherName?: string;

  @Text({ words: { id: 'Nomor akta kelahiran', en: 'Birth certificate number' }, max: 40, optional: true })
  birthCertificate?: string;
}

export class CorrectionReport extends VitalEventReport {
  @Nik({ words: { id: 'NIK', en: 'NIK' } })
  nik!: string;

  @Nested(() => CorrectedElements, { words: { id: 'Isian yang benar', en: 'What is right' } })
  elements!: CorrectedElements;
}

/** A court takes an event back (UU 23/2006 art. 72). */
export class Annulment {
  @Text({ words: { id: 'Nomor putusan pengadilan', en: 'Number of the ruling' }, max: 60 })
  ruling!: string;

  @CivilDate({ words: { id: 'Tanggal putusan', en: 'Date of the ruling' } })
  ruledOn!: string;
}
