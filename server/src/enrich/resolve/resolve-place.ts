import type { PlaceConflict, PlaceEvidence, PlacePrecision } from '../../domain/place-finding.ts';
import { levelOf, type TerritoryId } from '../../domain/territory.ts';
import { readCoordinates, splitCoordinates } from '../coordinates.ts';
import type { Position } from '../distance.ts';
import { countriesOf } from './clues.ts';
import { findWritten } from './find-written.ts';
import type { PlaceKnowledge } from './finding.ts';
import type { Likeliest } from './likeliest.ts';
import type { StatedPlace } from './stated-place.ts';
import { withAnswer } from './with-answer.ts';
import { withPoint, type PlacedFinding, type StatedPoint } from './with-point.ts';

/** Where a stated place is, as far as what is said of it makes sure. */
export interface ResolvedPlace {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Widest first. */
  readonly territories: readonly TerritoryId[];
  readonly precision: PlacePrecision;
  readonly evidence: readonly PlaceEvidence[];
  /** Territories of which one is meant and nothing says which; `territories` holds what they have in common. */
  readonly candidates?: readonly TerritoryId[];
  /** The best single answer where there are candidates: an answer to a question, and nothing to be published. */
  readonly likeliest?: Likeliest;
  readonly conflict?: PlaceConflict;
  /** The stated point; or the middle of the narrowest territory, with the metres that the place may be away from it. */
  readonly position?: Position & { readonly radius?: number };
}

/** Candidates that are named; all of them count. */
const mostCandidates = 20;

/**
 * From what a source says of a place to the territories that it lies in. A pure function: the same statement and the same
 * reference give the same answer. What can mean several places stays ambiguous; what contradicts itself is decided by
 * the rules of docs/places.md, and what was set aside is kept in `conflict`.
 */
export function resolvePlace(place: StatedPlace, knowledge: PlaceKnowledge): ResolvedPlace {
  const countries = countriesOf(place);
  const { point, unusable } = readPoint(place);
  const written = findWritten(place, { countries, position: point?.position, knowledge });
  const placed: PlacedFinding = point === undefined ? written : withPoint(written, { point, knowledge });
  const { answer } = place;
  const { territories } = knowledge;
  const found =
    answer === undefined
      ? placed
      : withAnswer(placed, {
          words: point === undefined ? written : findWritten(place, { countries, knowledge }),
          answer,
          territories,
        });
  const country = found.path.find((id) => levelOf(id) === 'country')?.slice('country-'.length);
  return {
    ...(country === undefined ? {} : { country }),
    territories: found.path,
    precision: precisionOf(found, place),
    evidence: [...found.evidence, ...unusable],
    ...(found.candidates === undefined ? {} : { candidates: found.candidates.slice(0, mostCandidates) }),
    ...(found.likeliest === undefined ? {} : { likeliest: found.likeliest }),
    ...(found.conflict === undefined ? {} : { conflict: found.conflict }),
    ...positionOf(found),
  };
}

function readPoint({ lat, lon, text }: StatedPlace): {
  readonly point: StatedPoint | undefined;
  readonly unusable: readonly PlaceEvidence[];
} {
  const split = lat === undefined && lon === undefined ? splitCoordinates(text ?? '') : undefined;
  const read = split === undefined ? readCoordinates(lat, lon) : readCoordinates(...split);
  const value = split === undefined ? `${lat ?? ''}, ${lon ?? ''}` : split.join(', ');
  return {
    point:
      read.outcome === 'position' ? { position: read.position, isSwapped: read.isSwapped, value } : undefined,
    unusable: read.outcome === 'unusable' ? [{ from: 'coordinates', value, how: 'unusable' }] : [],
  };
}

function precisionOf({ point, path, isTown }: PlacedFinding, { street }: StatedPlace): PlacePrecision {
  if (point !== undefined) return 'point';
  const level = levelOf(path.at(-1) ?? '');
  if (isTown || level === 'commune')
    return street === undefined || street.trim() === '' ? 'commune' : 'street';
  if (level === undefined) return 'unknown';
  return level === 'epci' ? 'departement' : level;
}

function positionOf({ point, centre }: PlacedFinding): Pick<ResolvedPlace, 'position'> {
  const position = point ?? centre;
  return position === undefined ? {} : { position };
}
