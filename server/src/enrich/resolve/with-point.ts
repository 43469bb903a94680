import type { PlaceConflict, PlaceEvidence } from '../../domain/place-finding.ts';
import { metresBetween, type Position } from '../distance.ts';
import type { Finding, PlaceKnowledge } from './finding.ts';
import { contradiction } from './narrowing.ts';

/** Coordinates as they were read. */
export interface StatedPoint {
  readonly position: Position;
  readonly isSwapped: boolean;
  /** As the source says them. */
  readonly value: string;
}

/** From this many people on, a town abroad is known so well that no other of its name is meant. */
const largeTown = 100_000;

/** Nearer than this, coordinates may be those of a suburb, or of a village that is named by its district; metres. */
const namesake = 60_000;

/** A finding with the point that it accepts, if any. */
export type PlacedFinding = Finding & { readonly point?: Position };

/**
 * Sets coordinates against what is written. A point near what is written is taken, and names the commune where the words
 * do not; one that fits only with latitude and longitude exchanged is taken so. What is written stands against a point
 * elsewhere, since points are mostly worked out from words; a country that is only assumed gives way.
 */
export function withPoint(
  written: Finding,
  { point, knowledge }: { point: StatedPoint; knowledge: PlaceKnowledge },
): PlacedFinding {
  const isAssumed = written.evidence.every(({ how }) => how === 'default');
  for (const position of [point.position, exchanged(point.position)]) {
    if (position === undefined) continue;
    const placed = place(written, { position, isAssumed, knowledge });
    if (placed === undefined) continue;
    const isFitting = placed.finding.path.includes(written.path[0] ?? 'country-FR');
    if (position !== point.position && !isFitting) continue;
    const isSwapped = point.isSwapped !== (position !== point.position);
    const how = isSwapped ? 'swapped' : placed.how;
    const evidence: PlaceEvidence = { from: 'coordinates', value: point.value, how };
    return { ...placed.finding, evidence: [...placed.finding.evidence, evidence], point: position };
  }
  return { ...written, ...refused(written, { point, knowledge }) };
}

interface Placed {
  readonly finding: Finding;
  readonly how: 'within' | 'nearest' | 'exact';
}

/** Undefined where the point is not in or near what is written. */
function place(
  written: Finding,
  { position, isAssumed, knowledge }: { position: Position; isAssumed: boolean; knowledge: PlaceKnowledge },
): Placed | undefined {
  if (written.isTown && written.centre !== undefined) {
    const metres = metresBetween(position, written.centre);
    if (metres <= written.centre.radius + contradiction) return { finding: written, how: 'exact' };
    // Not every town abroad is in the reference: the name may be that of another one.
    const isUnsure =
      written.population !== undefined && (written.population < largeTown || metres < namesake);
    if (!isUnsure) return undefined;
  }
  const found = knowledge.locatePoint(position);
  if (found === undefined) return undefined;
  const country = written.path[0];
  if (written.population !== undefined) {
    return found.path[0] === country
      ? { finding: { ...found, evidence: written.evidence, isTown: false }, how: found.how }
      : undefined;
  }
  const isBorder = found.path[0] !== country && found.isNear(country?.slice('country-'.length) ?? '');
  if (isBorder && !isAssumed && written.path.length === 1 && written.candidates === undefined)
    return { finding: written, how: found.how };
  const { path, how } = found;
  if (isAssumed) {
    const fits = written.path.length === 0 || path.some((id) => written.path.includes(id));
    return { finding: { path, evidence: fits ? written.evidence : [], isTown: false }, how };
  }
  const candidate = written.candidates?.find((id) => path.includes(id));
  const isInside =
    candidate !== undefined || (written.candidates === undefined && path.includes(written.path.at(-1) ?? ''));
  if (!isInside) return isAround(written, path) ? { finding: written, how } : undefined;
  const { candidates: _settled, likeliest: _known, ...settled } = written;
  return { finding: { ...settled, path }, how };
}

/** The point leads no further down than what is written, but does not contradict it. */
function isAround(written: Finding, path: readonly string[]): boolean {
  return path.length > 0 && path.every((id) => written.path.includes(id));
}

/** The same numbers in the other order, where they can be a position. */
function exchanged({ lat, lon }: Position): Position | undefined {
  return Math.abs(lon) <= 90 ? { lat: lon, lon: lat } : undefined;
}

function refused(
  { conflict, path, evidence }: Finding,
  { point, knowledge }: { point: StatedPoint; knowledge: PlaceKnowledge },
): Pick<Finding, 'evidence' | 'conflict'> {
  const found = knowledge.locatePoint(point.position);
  const unusable: PlaceEvidence = { from: 'coordinates', value: point.value, how: 'unusable' };
  if (found === undefined || path.length === 0) return { evidence: [...evidence, unusable] };
  const contradicting: PlaceConflict = {
    kept: evidence[0]?.from ?? 'country',
    against: 'coordinates',
    value: point.value,
    ...(found.path.length === 0 ? {} : { territory: found.path.at(-1) ?? '' }),
  };
  return { evidence, conflict: conflict ?? contradicting };
}
