import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { levelOfCode, parentCode, type Region, type RegionLevel, type VillageKind } from './region.js';
import { RegionTree } from './region-tree.js';
import { villageLabel } from './village-label.js';

const PROVINCE = '18';
/** The decree that version 4 of idn-area-data follows. */
const EDITION = 'Kepmendagri 300.2.2-2138 Tahun 2025';

let loaded: RegionTree | undefined;

/** The region tree of Lampung, read once from the package idn-area-data (data under ODbL 1.0, see NOTICE). */
export function loadRegions(): RegionTree {
  loaded ??= readTree(dirname(require.resolve('idn-area-data/package.json')));
  return loaded;
}

function readTree(packageFolder: string): RegionTree {
  const data = (file: string): string => readFileSync(join(packageFolder, 'data', file), 'utf8');
  const provinces = rowsOf(data('provinces.csv'), '');
  const regions = ['provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv'].flatMap((file) =>
    rowsOf(data(file), PROVINCE).map(toRegion),
  );
  return new RegionTree(
    EDITION,
    regions,
    provinces.map(({ code }) => code),
  );
}

interface AreaRow {
  code: string;
  name: string;
}

/** Rows `code,…,name` whose code starts as given. Lines of other provinces are dropped before the parser sees them. */
function rowsOf(csv: string, codeStart: string): AreaRow[] {
  const lines = csv.split('\n').filter((line) => /^\d/.test(line) && line.startsWith(codeStart));
  const rows: string[][] = parse(lines.join('\n'));
  return rows.map((cells) => ({ code: cells[0] ?? '', name: (cells.at(-1) ?? '').trim() }));
}

function toRegion({ code, name }: AreaRow): Region {
  const level = levelOfCode(code);
  if (level === undefined) throw new Error(`The region list holds the malformed code ${code}.`);
  const parent = parentCode(code);
  const kind = level === 'village' ? villageKind(code) : undefined;
  return {
    code,
    level,
    name,
    ...(parent === undefined ? {} : { parent }),
    ...(kind === undefined ? {} : { kind }),
    label: labelOf(code, level, kind),
  };
}

function villageKind(code: string): VillageKind {
  return code.charAt(9) === '1' ? 'kelurahan' : 'desa';
}

function labelOf(code: string, level: RegionLevel, kind: VillageKind | undefined): string {
  switch (level) {
    case 'province':
      return 'Provinsi';
    case 'regency':
      return Number(code.slice(3, 5)) >= 71 ? 'Kota' : 'Kabupaten';
    case 'district':
      return 'Kecamatan';
    case 'village':
      return villageLabel(code.slice(0, 5), kind ?? 'desa');
  }
}
