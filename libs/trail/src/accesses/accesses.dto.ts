import { ApiProperty } from '@nestjs/swagger';
import { DATA_CATEGORIES, PURPOSES, Text } from '@satudata/contracts';
import type { TrailEntry } from '../entry/trail-entry.js';

/** `GET /v1/persons/{nik}/access` */
export class AccessesQuery {
  @Text({ words: { id: 'Lanjutan dari jawaban sebelumnya', en: 'From the answer before' }, max: 100, optional: true })
  cursor?: string;
}

/** A code with what it means, in the words in which a person is told. */
export class CodeInWords {
  @ApiProperty()
  code!: string;

  @ApiProperty()
  id!: string;

  @ApiProperty()
  en!: string;
}

/** One time that somebody read the data of a person. */
export class PersonAccess {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'Instansi / office' })
  office!: string;

  @ApiProperty({ description: 'Sistem yang dipakai / the client it used' })
  client!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Petugas, bila masuk sendiri / the person who signed in' })
  user!: string | null;

  @ApiProperty({ description: 'Layanan yang menjawab / the service that answered' })
  service!: string;

  @ApiProperty({ type: CodeInWords, description: 'Tujuan / purpose' })
  purpose!: CodeInWords;

  @ApiProperty({ description: 'Dasar hukum / legal basis' })
  legalBasis!: string;

  @ApiProperty({ type: [CodeInWords], description: 'Jenis data yang dibaca / kinds of data that were read' })
  categories!: CodeInWords[];

  @ApiProperty({ description: 'Nomor lacak permintaan / trace id of the request' })
  request!: string;
}

export class PersonAccesses {
  @ApiProperty({ type: [PersonAccess], description: 'Terbaru lebih dahulu / newest first' })
  accesses!: PersonAccess[];

  @ApiProperty({ type: String, nullable: true, description: 'Untuk halaman berikut / For the next page' })
  cursor!: string | null;
}

/** @throws Error for an entry that is no read by somebody */
export function personAccess(entry: TrailEntry): PersonAccess {
  const { at, office, client, user, service, purpose, legalBasis, categories, request } = entry;
  if (!office || !client || !purpose || !legalBasis) throw new Error('a read in the trail lacks who or what for');
  return {
    at,
    office,
    client,
    user,
    service,
    purpose: { code: purpose, ...PURPOSES[purpose].words },
    legalBasis,
    categories: categories.map((code) => ({ code, ...DATA_CATEGORIES[code].words })),
    request,
  };
}
