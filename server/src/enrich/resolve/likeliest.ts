import type { PlaceEvidence } from '../../domain/place-finding.ts';
import type { TerritoryId } from '../../domain/territory.ts';
import { metresBetween, type Position } from '../distance.ts';
import type { Territory } from '../reference/territories.ts';

/** The best single answer where several communes can be meant. */
export interface Likeliest {
  readonly territory: TerritoryId;
  /** Of the people of all communes that can be meant, those who live in this one: 0 to 1. */
  readonly share: number;
}

/**
 * The commune in which most people live of those that can be meant: addresses are about as many as people. Undefined where
 * a wider territory can be meant, or nobody is known to live.
 */
export function likeliestOf(meant: readonly Territory[]): Likeliest | undefined {
  if (meant.length < 2 || meant.some(({ level }) => level !== 'commune')) return undefined;
  const people = meant.reduce((sum, { population = 0 }) => sum + population, 0);
  const [first] = meant.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0));
  if (first === undefined || people === 0) return undefined;
  return { territory: first.id, share: Math.round((100 * (first.population ?? 0)) / people) / 100 };
}

/** From this share on, nine of ten such answers proved right on real addresses (docs/places.md). */
const enough = 0.9;

/** The likeliest commune where it may be answered alone; what is published is what is sure, whatever the share. */
export function likelyEnough(likeliest: Likeliest | undefined): Likeliest | undefined {
  return likeliest !== undefined && likeliest.share >= enough ? likeliest : undefined;
}

/** The reason for an answer that is likely only. */
export function likeliestEvidence({ territory, share }: Likeliest): PlaceEvidence {
  return { from: 'population', value: String(share), how: 'largest', territory };
}

/** Communes farther apart than this have no common surroundings worth drawing; metres. */
const widest = 60_000;

/** The middle of several communes with the metres that hold them all; undefined where they lie far apart. */
export function surroundingsOf(
  meant: readonly Territory[],
): (Position & { readonly radius: number }) | undefined {
  const centres = meant.flatMap(({ centre }) => centre ?? []);
  if (centres.length < meant.length) return undefined;
  const [south, north] = bounds(centres.map(({ lat }) => lat));
  const [west, east] = bounds(centres.map(({ lon }) => lon));
  const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
  const reach = Math.max(...centres.map((centre) => metresBetween(middle, centre) + centre.radius));
  return reach > widest ? undefined : { ...middle, radius: Math.round(reach) };
}

function bounds(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
