import { ApiProperty } from '@nestjs/swagger';
import { SOURCES, type SourceName, type Words } from '@satudata/contracts';
import { INDICATOR_IDS, type IndicatorId } from '../indicators/indicators.js';
import { WordsAnswer } from '../words.answer.js';
import type { Cell, Column, ColumnType } from './columns.js';
import { FRESHNESS_STATUSES, type FreshnessStatus, type SourceFreshness } from './freshness.js';
import type { NormalForm } from './normal-form.js';

const CELL = { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] };
const INSTANT = { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] };
const SECONDS = { oneOf: [{ type: 'integer', minimum: 0 }, { type: 'null' }] };

export class QueryAnswer implements NormalForm {
  @ApiProperty({ example: 'pop.total,pop.families' })
  indicator!: string;

  @ApiProperty({ example: '18.02' })
  region!: string;

  @ApiProperty({ required: false, example: 'district' })
  level?: string;

  @ApiProperty({ required: false, example: 'sex' })
  by?: string;

  @ApiProperty({ required: false, example: 'sex:P' })
  where?: string;

  @ApiProperty({ example: 'latest' })
  period!: string;

  @ApiProperty({ example: 'freshness' })
  include!: string;

  @ApiProperty({ example: 'region' })
  sort!: string;

  @ApiProperty({ required: false, example: '100' })
  limit?: string;

  @ApiProperty({ required: false })
  cursor?: string;

  @ApiProperty({ example: 'id' })
  lang!: string;

  @ApiProperty({ example: 'json' })
  format!: string;

  @ApiProperty({ description: 'Alamat yang bertanya hal yang sama / the address that asks the same' })
  self!: string;
}

export class ColumnAnswer implements Column {
  @ApiProperty({ example: 'pop.total' })
  id!: string;

  @ApiProperty({ enum: ['code', 'text', 'number', 'status'] })
  type!: ColumnType;

  @ApiProperty({ type: WordsAnswer, required: false })
  unit?: Words;

  @ApiProperty({ required: false, description: 'Angka di belakang koma saat ditampilkan / decimals when shown' })
  decimals?: number;

  @ApiProperty({ type: WordsAnswer })
  label!: Words;
}

export class SourceFreshnessAnswer implements SourceFreshness {
  @ApiProperty({ enum: SOURCES })
  service!: SourceName;

  @ApiProperty({ ...INSTANT, description: 'Peristiwa terakhir di sumber / last event at the source' })
  lastEvent!: string | null;

  @ApiProperty({ ...INSTANT, description: 'Terakhir masuk ke simpanan bersama / last taken into the store' })
  ingested!: string | null;

  @ApiProperty({ ...INSTANT, description: 'Semua yang dicatat sumber sampai saat ini sudah masuk / complete until' })
  completeUntil!: string | null;

  @ApiProperty({
    ...SECONDS,
    description: 'Detik sejak completeUntil / seconds since completeUntil',
  })
  lagS!: number | null;

  @ApiProperty({ type: 'integer' })
  villagesReporting!: number;

  @ApiProperty({ type: 'integer' })
  villagesExpected!: number;

  @ApiProperty({ enum: FRESHNESS_STATUSES })
  status!: FreshnessStatus;
}

export class FreshnessAnswer {
  @ApiProperty({ enum: FRESHNESS_STATUSES })
  worst!: FreshnessStatus;

  @ApiProperty({ type: [SourceFreshnessAnswer] })
  sources!: SourceFreshness[];
}

export class IndicatorProvenance {
  @ApiProperty({ enum: INDICATOR_IDS })
  id!: IndicatorId;

  @ApiProperty()
  version!: string;

  @ApiProperty()
  formula!: string;
}

export class ProvenanceAnswer {
  @ApiProperty({ type: [IndicatorProvenance] })
  indicators!: IndicatorProvenance[];
}

/** A table with everything that must be known to trust it. */
export class ObservationsAnswer {
  @ApiProperty({ type: QueryAnswer, description: 'Kueri dalam bentuk baku / the query in its normal form' })
  query!: QueryAnswer;

  @ApiProperty({ type: [ColumnAnswer] })
  columns!: readonly Column[];

  @ApiProperty({ type: 'array', items: { type: 'array', items: CELL } })
  rows!: readonly (readonly Cell[])[];

  @ApiProperty({
    type: 'object',
    additionalProperties: CELL,
    description: 'Seluruh wilayah yang diminta, tiap desa sekali / all regions asked for, each village once',
  })
  totals!: Record<string, Cell>;

  @ApiProperty({ type: 'integer', description: 'Nilai dalam jawaban lengkap / values in the whole answer' })
  cells!: number;

  @ApiProperty({ type: 'integer', description: 'Nilai dalam halaman ini / values in this page' })
  returned!: number;

  @ApiProperty({ description: 'Apakah ini jawaban lengkap / whether this page is the whole answer' })
  complete!: boolean;

  @ApiProperty({ required: false, description: 'Alamat halaman berikutnya / address of the next page' })
  next?: string;

  @ApiProperty({ type: FreshnessAnswer })
  freshness!: FreshnessAnswer;

  @ApiProperty({ type: ProvenanceAnswer })
  provenance!: ProvenanceAnswer;

  @ApiProperty({ example: 'CC-BY-4.0' })
  licence!: string;

  @ApiProperty({ type: WordsAnswer })
  attribution!: Words;
}
