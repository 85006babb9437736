import { ApiProperty } from '@nestjs/swagger';
import type { SourceName, Words } from '@satudata/contracts';
import type { RegionLevel } from '@satudata/regions';
import { LEVELS, SPLITS, type SplitId } from '../dimensions/dimensions.js';
import { WordsAnswer } from '../words.answer.js';
import type { Additivity, Measure } from './indicator.js';
import { indicator, INDICATOR_IDS, type IndicatorId } from './indicators.js';

const MEASURE_WORDS = {
  persons: { id: 'Penduduk', en: 'Residents' },
  families: { id: 'Kartu keluarga aktif', en: 'Active family cards' },
} as const satisfies Record<Measure, Words>;

export class IndicatorAnswer {
  @ApiProperty({ enum: INDICATOR_IDS })
  id!: IndicatorId;

  @ApiProperty({ example: '1' })
  version!: string;

  @ApiProperty({ type: WordsAnswer })
  name!: Words;

  @ApiProperty({ type: WordsAnswer })
  definition!: Words;

  @ApiProperty({ type: WordsAnswer })
  numerator!: Words;

  @ApiProperty({ type: WordsAnswer, required: false, description: 'Hanya untuk rasio / only for ratios' })
  denominator?: Words;

  @ApiProperty({ type: WordsAnswer })
  unit!: Words;

  @ApiProperty({ description: 'Angka di belakang koma saat ditampilkan / decimals when shown' })
  decimals!: number;

  @ApiProperty({ enum: ['semi-additive', 'non-additive'] })
  additivity!: Additivity;

  @ApiProperty()
  formula!: string;

  @ApiProperty({ type: WordsAnswer, description: 'Produsen data / producer of the data' })
  owner!: Words;

  @ApiProperty({ type: [String], description: 'Layanan sumber / source services' })
  sources!: SourceName[];

  @ApiProperty({ enum: SPLITS, isArray: true, description: 'Untuk by dan where / for by and where' })
  dimensions!: SplitId[];

  @ApiProperty({ enum: LEVELS, isArray: true })
  levels!: RegionLevel[];
}

export class IndicatorList {
  @ApiProperty({ type: [IndicatorAnswer] })
  indicators!: IndicatorAnswer[];
}

export function indicatorAnswer(id: IndicatorId): IndicatorAnswer {
  const { numerator, denominator, sources, dimensions, levels, ...rest } = indicator(id);
  return {
    id,
    ...rest,
    numerator: MEASURE_WORDS[numerator],
    ...(denominator && { denominator: MEASURE_WORDS[denominator] }),
    sources: [...sources],
    dimensions: [...dimensions],
    levels: [...levels],
  };
}
