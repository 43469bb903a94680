/** Levels of territories from widest to narrowest; each `{level}-{code}` names one territory. */
export const territoryLevels = ['country', 'region', 'departement', 'epci', 'commune'] as const;

export type TerritoryLevel = (typeof territoryLevels)[number];

/**
 * `{level}-{code}`: `country-FR` (ISO 3166-1), `region-75`, `departement-23`, `epci-200034825`, `commune-23096` (INSEE and
 * SIREN codes), and outside France `region-DE.02` (GeoNames' first administrative level).
 */
export type TerritoryId = string;

/** The two halves of a territory's name; undefined for a text that is none. */
export function territoryParts(
  id: TerritoryId,
): { readonly level: TerritoryLevel; readonly code: string } | undefined {
  const [, level, code] = /^([a-z]+)-([A-Z0-9.]+)$/.exec(id) ?? [];
  const known = territoryLevels.find((name) => name === level);
  return known === undefined || code === undefined ? undefined : { level: known, code };
}

/** The level of a territory's name; undefined for a text that is none. */
export function levelOf(id: TerritoryId): TerritoryLevel | undefined {
  return territoryParts(id)?.level;
}
