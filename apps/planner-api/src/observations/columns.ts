import type { Words } from '@satudata/contracts';
import { DIMENSIONS } from '../dimensions/dimensions.js';
import { indicator, type IndicatorId } from '../indicators/indicators.js';
import { regionName } from '../regions/region-name.js';
import type { ObservationQuery } from './observation-query.js';
import type { ObservationRow } from './rows.js';

export type Cell = string | number | null;
export type ColumnType = 'code' | 'text' | 'number' | 'status';

export interface Column {
  readonly id: string;
  readonly type: ColumnType;
  readonly unit?: Words;
  readonly decimals?: number;
  readonly label: Words;
}

/** A column with the way to its cell: heads and cells cannot drift apart. */
interface ColumnPlan extends Column {
  readonly cell: (row: ObservationRow) => Cell;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export function tableOf(query: ObservationQuery, rows: readonly ObservationRow[]): Table {
  const plans = plansOf(query);
  return {
    columns: plans.map(({ cell: _cell, ...column }) => column),
    rows: rows.map((row) => plans.map(({ cell }) => cell(row))),
  };
}

function plansOf({ by, indicators, numden, language }: ObservationQuery): ColumnPlan[] {
  return [
    { id: 'region', type: 'code', label: { id: 'Kode wilayah', en: 'Region code' }, cell: ({ region }) => region.code },
    {
      id: 'region_name',
      type: 'text',
      label: { id: 'Wilayah', en: 'Region' },
      cell: ({ region }) => regionName(region, language),
    },
    ...by.map((split, index): ColumnPlan => {
      const label = DIMENSIONS[split].name;
      return { id: split, type: 'code', label, cell: ({ members }) => members[index] ?? null };
    }),
    ...indicators.flatMap((id, index) => [
      ...valueAndStatus(id, index),
      ...(numden ? numeratorAndDenominator(id) : []),
    ]),
  ];
}

function valueAndStatus(id: IndicatorId, index: number): ColumnPlan[] {
  const { name, unit, decimals } = indicator(id);
  const label = { id: `Status ${name.id}`, en: `Status of ${name.en}` };
  return [
    { id, type: 'number', unit, decimals, label: name, cell: ({ readings }) => readings[index]?.value ?? null },
    { id: `${id}_status`, type: 'status', label, cell: ({ readings }) => readings[index]?.status ?? null },
  ];
}

/** Only a ratio has two parts to show. */
function numeratorAndDenominator(id: IndicatorId): ColumnPlan[] {
  const { name, numerator, denominator } = indicator(id);
  if (denominator === undefined) return [];
  return [
    {
      id: `${id}_numerator`,
      type: 'number',
      decimals: 0,
      label: { id: `Pembilang ${name.id}`, en: `Numerator of ${name.en}` },
      cell: ({ counts }) => counts[numerator] ?? null,
    },
    {
      id: `${id}_denominator`,
      type: 'number',
      decimals: 0,
      label: { id: `Penyebut ${name.id}`, en: `Denominator of ${name.en}` },
      cell: ({ counts }) => counts[denominator] ?? null,
    },
  ];
}
