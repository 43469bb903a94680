import type { Position } from './distance.ts';

/** A coordinate as a source sends it. */
export type StatedCoordinate = number | string;

/** What a pair of coordinates says: nothing, a position, or that it cannot be one. */
export type ReadCoordinates =
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'unusable'; readonly why: 'unreadable' | 'out-of-range' | 'zero' }
  | { readonly outcome: 'position'; readonly position: Position; readonly isSwapped: boolean };

/**
 * Reads latitude and longitude in degrees: numbers, texts with a decimal comma, degrees with minutes and seconds, either
 * one with its letter (N, S, E, W; O for ouest). Exactly 0, 0 is a form that was left empty, not a place in the Gulf
 * of Guinea. Letters, or a latitude beyond 90, tell that the two were swapped.
 */
export function readCoordinates(lat?: StatedCoordinate, lon?: StatedCoordinate): ReadCoordinates {
  if (isEmpty(lat) || isEmpty(lon)) return { outcome: 'absent' };
  const first = readDegrees(lat);
  const second = readDegrees(lon);
  if (first === undefined || second === undefined) return { outcome: 'unusable', why: 'unreadable' };
  if (first.degrees === 0 && second.degrees === 0) return { outcome: 'unusable', why: 'zero' };
  const isSwapped =
    first.axis === 'lon' ||
    second.axis === 'lat' ||
    (Math.abs(first.degrees) > 90 && Math.abs(second.degrees) <= 90);
  const position = isSwapped
    ? { lat: second.degrees, lon: first.degrees }
    : { lat: first.degrees, lon: second.degrees };
  return Math.abs(position.lat) <= 90 && Math.abs(position.lon) <= 180
    ? { outcome: 'position', position, isSwapped }
    : { outcome: 'unusable', why: 'out-of-range' };
}

/** The pair that one text holds (“48.85, 2.35”, “48°51'N 2°21'E”), as two texts; undefined for any other text. */
export function splitCoordinates(text: string): readonly [lat: string, lon: string] | undefined {
  const decimal = /^\s*(-?\d{1,3}[.,]\d+)\s*[,; ]\s*(-?\d{1,3}[.,]\d+)\s*$/.exec(text);
  const letters = /^\s*(\d[\d\s.,°º'’′"”″]*[NS])[\s,;]+(\d[\d\s.,°º'’′"”″]*[EWO])\s*$/i.exec(text);
  const [, lat, lon] = decimal ?? letters ?? [];
  return lat === undefined || lon === undefined ? undefined : [lat, lon];
}

function isEmpty(value: StatedCoordinate | undefined): value is undefined {
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

interface Degrees {
  readonly degrees: number;
  /** Known where a letter says it. */
  readonly axis?: 'lat' | 'lon';
}

function readDegrees(value: StatedCoordinate): Degrees | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? { degrees: value } : undefined;
  const text = value.trim().replaceAll('−', '-').replaceAll(',', '.');
  const letter = /[NSEWO]/i.exec(text)?.[0].toUpperCase();
  const [degrees, minutes = 0, seconds = 0, ...rest] = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const isPlain = /^[\s\d.\-+°º'’′"”″NSEWO]+$/i.test(text);
  if (degrees === undefined || !isPlain || rest.length > 0 || minutes >= 60 || seconds >= 60)
    return undefined;
  const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
  const isNegative = text.startsWith('-') || letter === 'S' || letter === 'W' || letter === 'O';
  return {
    degrees: isNegative ? -size : size,
    ...(letter === undefined ? {} : { axis: letter === 'N' || letter === 'S' ? 'lat' : 'lon' }),
  };
}
