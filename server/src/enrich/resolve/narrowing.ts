import type { EvidenceSource, PlaceEvidence } from '../../domain/place-finding.ts';
import { metresBetween, type Position } from '../distance.ts';
import { foldPlaceName } from '../fold-place-name.ts';
import type { Territories, Territory } from '../reference/territories.ts';

/** Farther than this from its commune, in metres beyond the commune's own reach, a point contradicts it. */
export const contradiction = 20_000;

/** What may tell communes of one name, or of one postcode, apart. */
export interface Narrowing {
  readonly territories: Territories;
  readonly divisions: readonly Territory[];
  readonly position?: Position;
  readonly context: string;
}

/** The communes that are left once départements, coordinates and the record's text have spoken, with what spoke. */
export interface Narrowed {
  readonly communes: readonly Territory[];
  readonly evidence: readonly PlaceEvidence[];
}

type Filter = (communes: readonly Territory[], by: Narrowing) => Narrowed | undefined;

/** In the order of trust; one that would leave nothing is passed over. */
const filters: readonly Filter[] = [byDivision, byPosition, byContext, bySize];

/** Narrows candidates until one is left or nothing more is known. */
export function narrow(communes: readonly Territory[], by: Narrowing): Narrowed {
  let left: Narrowed = { communes, evidence: [] };
  for (const filter of filters) {
    if (left.communes.length < 2) break;
    const next = filter(left.communes, by);
    if (next === undefined || next.communes.length === 0) continue;
    left = { communes: next.communes, evidence: [...left.evidence, ...next.evidence] };
  }
  return left;
}

function byDivision(communes: readonly Territory[], { divisions }: Narrowing): Narrowed | undefined {
  const inside = communes.filter(({ within }) => divisions.some(({ id }) => within.includes(id)));
  const said = divisions.filter(({ id }) => inside.some(({ within }) => within.includes(id)));
  return { communes: inside, evidence: said.map(evidenceOf) };
}

/** Says that a division was named. */
export function evidenceOf({ level, name, id }: Territory): PlaceEvidence {
  const from: EvidenceSource = level === 'region' || level === 'departement' ? level : 'town';
  return { from, value: name, how: 'exact', territory: id };
}

/** Keeps the nearest when it is near, and clearly nearer than the second. */
function byPosition(communes: readonly Territory[], { position }: Narrowing): Narrowed | undefined {
  if (position === undefined) return undefined;
  const [first, second] = communes
    .flatMap((commune) =>
      commune.centre === undefined ? [] : [{ commune, metres: metresBetween(position, commune.centre) }],
    )
    .sort((a, b) => a.metres - b.metres);
  if (first === undefined || first.metres > (first.commune.centre?.radius ?? 0) + contradiction)
    return undefined;
  const isClear = second === undefined || second.metres > 2 * first.metres + 1000;
  if (
    !isClear ||
    (first.commune.centre?.isEstimated === true &&
      communes.length > 1 &&
      second !== undefined &&
      second.metres < 30_000)
  )
    return undefined;
  return {
    communes: [first.commune],
    evidence: [
      {
        from: 'coordinates',
        value: `${position.lat}, ${position.lon}`,
        how: 'nearest',
        territory: first.commune.id,
      },
    ],
  };
}

/** Départements and régions named in the record's text, by name or as “(23)”. */
function byContext(
  communes: readonly Territory[],
  { context, territories }: Narrowing,
): Narrowed | undefined {
  if (context === '') return undefined;
  const text = ` ${foldPlaceName(context)} `;
  const isNamed = (id: string): boolean => {
    const division = territories.get(id);
    if (division === undefined || division.level === 'epci' || division.level === 'country') return false;
    return (
      text.includes(` ${foldPlaceName(division.name)} `) ||
      (division.level === 'departement' && context.includes(`(${division.code})`))
    );
  };
  const inside = communes.filter(({ within }) => within.some(isNamed));
  const named = [...new Set(inside.flatMap(({ within }) => within.filter(isNamed)))];
  return {
    communes: inside,
    evidence: named.map((id) => ({
      from: 'context',
      value: territories.get(id)?.name ?? id,
      how: 'exact',
      territory: id,
    })),
  };
}

/** A town of 20,000 people that is a hundred times larger than all its namesakes together is the one that is meant. */
function bySize(communes: readonly Territory[]): Narrowed | undefined {
  const [first, ...others] = communes.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0));
  const rest = others.reduce((sum, { population = 0 }) => sum + population, 0);
  if (first === undefined || (first.population ?? 0) < 20_000 || (first.population ?? 0) < 100 * rest)
    return undefined;
  return {
    communes: [first],
    evidence: [{ from: 'town', value: first.name, how: 'largest', territory: first.id }],
  };
}
