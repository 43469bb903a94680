import type { PlaceConflict, PlaceEvidence } from '../../domain/place-finding.ts';
import type { AddressType, FoundAddress } from '../../domain/geocoding.ts';
import { metresBetween } from '../distance.ts';
import type { Territories, Territory } from '../reference/territories.ts';
import type { Finding } from './finding.ts';
import type { PlacedFinding } from './with-point.ts';

/** An answer that fits what was asked less well than this is not believed. */
const leastScore = 0.7;

/** How far an address may be from what was found, in metres; a town that was found instead of an address says nothing. */
const reaches: Readonly<Partial<Record<AddressType, number>>> = {
  housenumber: 0,
  street: 500,
  locality: 1000,
};

/** Within this distance a point and an address on two sides of a border do not contradict each other; metres. */
const sameSpot = 2000;

interface Answered {
  /** What is written leads to, coordinates left aside. */
  readonly words: Finding;
  readonly answer: FoundAddress;
  readonly territories: Territories;
}

/**
 * Adds what a geocoder says of the address. It counts only where it lies in the commune that the words lead to, or in one of
 * those of the postcode that they leave open. Coordinates that the source gives and that agree with its words stand
 * against it; another commune for them is kept as a conflict.
 */
export function withAnswer(found: PlacedFinding, { words, answer, territories }: Answered): PlacedFinding {
  const radius = reaches[answer.type];
  const commune = territories.communeOfCode(answer.communeCode);
  if (radius === undefined || answer.score < leastScore || commune === undefined) return found;
  if (!isMeant(commune, { words, territories })) return found;
  const settled = settle(found, { commune, answer, territories });
  const { point } = found;
  if (point === undefined) {
    const { lat, lon } = answer;
    const isExact = answer.type === 'housenumber';
    return {
      ...settled,
      isTown: true,
      centre: { lat, lon, radius },
      ...(isExact ? { point: { lat, lon } } : {}),
    };
  }
  if (found.path.includes(commune.id)) return found;
  if (metresBetween(point, answer) > sameSpot)
    return { ...found, conflict: found.conflict ?? against(commune, answer) };
  return found.candidates === undefined ? found : settled;
}

function isMeant(
  commune: Territory,
  { words: { path, candidates }, territories }: Pick<Answered, 'words' | 'territories'>,
): boolean {
  if (candidates === undefined) return path.at(-1) === commune.id;
  return candidates.includes(commune.id) && shareAPostcode(candidates.map((id) => territories.get(id)));
}

/** Towns of one name all over the country are told apart by no street. */
function shareAPostcode([first, ...others]: readonly (Territory | undefined)[]): boolean {
  return (
    first?.postcodes.some((postcode) => others.every((other) => other?.postcodes.includes(postcode))) === true
  );
}

function settle(
  { candidates: _settled, likeliest: _known, ...found }: PlacedFinding,
  { commune, answer, territories }: Pick<Answered, 'answer' | 'territories'> & { commune: Territory },
): PlacedFinding {
  const evidence: PlaceEvidence = {
    from: 'geocoder',
    value: answer.label,
    how: 'exact',
    territory: commune.id,
    source: answer.source,
    at: answer.at,
  };
  return { ...found, path: territories.path(commune.id), evidence: [...found.evidence, evidence] };
}

function against({ id }: Territory, { label }: FoundAddress): PlaceConflict {
  return { kept: 'coordinates', against: 'geocoder', value: label, territory: id };
}
