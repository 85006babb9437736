import { ApiProperty } from '@nestjs/swagger';
import { bpsCodeOf, type Region, type RegionLevel, type RegionTree, type VillageKind } from '@satudata/regions';
import { LEVELS } from '../dimensions/dimensions.js';

export class RegionStep {
  @ApiProperty({ example: '18.09' })
  code!: string;

  @ApiProperty({ example: 'Kabupaten Pesawaran' })
  name!: string;
}

export class RegionAnswer {
  @ApiProperty({ example: '18.09.10.2004', description: 'Kode Kemendagri / code of the Ministry of Home Affairs' })
  code!: string;

  @ApiProperty({ enum: LEVELS })
  level!: RegionLevel;

  @ApiProperty({ example: 'Hanura' })
  name!: string;

  @ApiProperty({ example: 'Desa', description: 'Sebutan setempat / what such a region is called here' })
  label!: string;

  @ApiProperty({ enum: ['desa', 'kelurahan'], required: false, description: 'Hanya desa / villages only' })
  kind?: VillageKind;

  @ApiProperty({ required: false, description: 'Kode BPS, untuk provinsi dan kabupaten/kota / code of BPS' })
  bps?: string;

  @ApiProperty({ type: [RegionStep], description: 'Dari provinsi sampai wilayah ini / from the province down to here' })
  path!: RegionStep[];

  @ApiProperty({ description: 'Jumlah wilayah langsung di bawahnya / number of regions directly below' })
  children!: number;
}

export class RegionList {
  @ApiProperty({ type: [RegionAnswer] })
  regions!: RegionAnswer[];

  @ApiProperty({ description: 'Semua yang cocok / all that match' })
  total!: number;

  @ApiProperty({ description: 'Yang ada di jawaban ini / those in this answer' })
  returned!: number;

  @ApiProperty({ required: false, description: 'Alamat halaman berikutnya / address of the next page' })
  next?: string;
}

export function regionAnswer(tree: RegionTree, { code, level, name, label, kind }: Region): RegionAnswer {
  const bps = bpsCodeOf(code);
  return {
    code,
    level,
    name,
    label,
    ...(kind && { kind }),
    ...(bps && { bps }),
    path: tree.path(code).map((step) => ({ code: step.code, name: step.name })),
    children: tree.children(code).length,
  };
}
