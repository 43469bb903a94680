import type { DocPlace, PlaceRole, ThingDoc } from '../server/src/domain/thing-doc.ts';
import type { Places } from '../server/src/enrich/places.ts';

const roles: readonly PlaceRole[] = ['implemented', 'serves', 'seat'];
const precisions = ['point', 'street', 'commune', 'departement', 'region', 'country', 'unknown'] as const;

/** A table of the documentation: its title row and its rows. */
type Table = readonly (readonly string[])[];

/** The tables of how closely the things' places are known, as Markdown. */
export function placingTables(docs: readonly ThingDoc[], places: Places): string {
  const bySource = Map.groupBy(docs, ({ sources }) => sources[0]?.source ?? '');
  const all = [...bySource].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [...all, ['all', docs] as const];
  const parts = [
    'Things of each source, and how many of them have a place at all; every one of them is published, with or without.',
    markdown([thingsHead, ...groups.map(([source, own]) => thingsRow(source, own))]),
    'Their places by precision, each as: implemented here, serves here, seat here.',
    markdown([['source', ...precisions], ...groups.map(([source, own]) => precisionRow(source, own))]),
    'Places of cis-ffe-projects overseas and abroad, by what they were resolved to.',
    markdown([['territory', 'name', 'places'], ...farRows(bySource.get('cis-ffe-projects') ?? [], places)]),
    'Places of susy-geojson by country (ISO 3166-1):',
    countryList(bySource.get('susy-geojson') ?? []),
  ];
  return parts.join('\n\n');
}

const thingsHead = ['source', 'things', 'with a place', 'without', 'places', 'ambiguous', 'in conflict'];

function thingsRow(source: string, docs: readonly ThingDoc[]): string[] {
  const all = docs.flatMap(({ places }) => places);
  const located = docs.filter(({ places }) => places.length > 0).length;
  const ambiguous = all.filter(({ candidates }) => candidates !== undefined).length;
  const conflicting = all.filter(({ conflict }) => conflict !== undefined).length;
  const counts = [docs.length, located, docs.length - located, all.length, ambiguous, conflicting];
  return [source, ...counts.map(String)];
}

function precisionRow(source: string, docs: readonly ThingDoc[]): string[] {
  const all = docs.flatMap(({ places }) => places);
  const cells = precisions.map((precision) => {
    const counts = roles.map(
      (role) => all.filter((place) => place.role === role && place.precision === precision).length,
    );
    return counts.every((count) => count === 0) ? '–' : counts.join(' · ');
  });
  return [source, ...cells];
}

/** Places outside metropolitan France, by the narrowest territory. */
function farRows(docs: readonly ThingDoc[], places: Places): string[][] {
  const far = docs.flatMap((doc) => doc.places).filter(isFar);
  const byTerritory = Map.groupBy(far, ({ territories }) => territories.at(-1) ?? 'unknown');
  return [...byTerritory]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => [id, places.territory(id)?.name ?? '', String(own.length)]);
}

function isFar({ territories }: DocPlace): boolean {
  return !territories.includes('country-FR') || territories.some((id) => /^departement-9[78]/.test(id));
}

function countryList(docs: readonly ThingDoc[]): string {
  const places = docs.flatMap((doc) => doc.places);
  const counts = [...Map.groupBy(places, ({ country }) => country ?? 'no country')]
    .map(([country, own]) => [country, own.length] as const)
    .sort((one, other) => other[1] - one[1]);
  return `${counts.map(([country, count]) => `${country} ${String(count)}`).join(', ')}.`;
}

function markdown([head = [], ...rows]: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
