import type { TerritoryId } from '../../domain/territory.ts';
import { readRows } from './rows.ts';

/** GeoNames' numbers of countries and divisions, by the territory that each one is. */
export function readAreaNumbers(folder: string): ReadonlyMap<TerritoryId, string> {
  return new Map(readRows(folder, 'geonames-divisions.tsv').map(([id = '', number = '']) => [id, number]));
}
