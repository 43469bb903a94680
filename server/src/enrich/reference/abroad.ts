import countries from 'i18n-iso-countries';
import { territoryParts, type TerritoryId, type TerritoryLevel } from '../../domain/territory.ts';
import { readAreaNumbers } from './area-numbers.ts';
import { bundledReference } from './load.ts';
import { readRows } from './rows.ts';
import type { Territory } from './territories.ts';

/** The countries of the world but France, and their first-level divisions. */
export interface Abroad {
  /** Undefined for a name that stands for none. */
  get(id: TerritoryId): Territory | undefined;
}

/** Reads the names of divisions, without their towns: some 20 ms. Throws AppError `unavailable` when a table is missing. */
export function loadAbroad(folder = bundledReference): Abroad {
  const divisions = new Map(
    readRows(folder, 'world-regions.tsv').map(([code = '', name = '']) => [code, name]),
  );
  const numbers = readAreaNumbers(folder);
  const nameOf = ({ level, code }: { level: TerritoryLevel; code: string }): string | undefined => {
    if (level === 'country') return countries.getName(code, 'fr');
    return level === 'region' ? divisions.get(code) : undefined;
  };
  return {
    get(id) {
      const parts = territoryParts(id);
      const [country = ''] = parts?.code.split('.') ?? [];
      if (parts === undefined || country === 'FR') return undefined;
      const name = nameOf(parts);
      const area = numbers.get(id);
      const within = parts.level === 'country' ? [] : [`country-${country}`];
      return name === undefined
        ? undefined
        : { id, ...parts, name, within, postcodes: [], ...(area === undefined ? {} : { area }) };
    },
  };
}
