import type { ValidationCause, ValidationPage } from '@carrefour/server/contract';

/** The first place where something is wrong, with the line as it was written. */
export interface FirstPlace {
  readonly line: number | undefined;
  /** Shortened; undefined where no line is to blame. */
  readonly written: string | undefined;
  /** What was read there, where it says more than the line. */
  readonly value: string | undefined;
  readonly isMapping: boolean;
}

const longest = 160;

/** Finds the example that a cause is shown by. */
export function firstPlace(
  { places }: ValidationCause,
  input: ValidationPage['input'],
): FirstPlace | undefined {
  const place = places.find(({ line }) => line !== undefined) ?? places[0];
  if (place === undefined) return undefined;
  const isMapping = place.document === 'mapping';
  const text = isMapping ? (input.mapping ?? '') : input.text;
  const line = place.line === undefined ? undefined : text.split(/\r\n|\r|\n/, place.line)[place.line - 1];
  const written = line?.trim() === '' ? undefined : line?.trim();
  const value = written?.includes(place.value ?? '') === true ? undefined : place.value;
  return {
    line: place.line,
    written: written === undefined ? undefined : shortened(written),
    value: value === undefined ? undefined : shortened(value),
    isMapping,
  };
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
