import { withoutArticle } from '../fold-place-name.ts';
import type { NamedCommune } from '../reference/territories.ts';
import { linkingWords, personWords, qualifyingWords, streetTypes } from './address-words.ts';

/** From this many people on, a town is well enough known to stand after any street. */
const large = 20_000;

/** From this many people on, one word at the end of a text that is no address is taken for a town. */
const known = 2000;

/** Where the street's name begins: after its type, or after a house number; -1 in a text that is no address. */
export function streetStart(words: readonly string[]): number {
  const type = words.findIndex((word) => streetTypes.has(word));
  if (type >= 0) return type;
  return /^\d{1,4}[a-z]{0,3}$/.test(words[0] ?? '') && words.length > 1 ? 0 : -1;
}

/**
 * True where the words from `start` on belong to the name before them: “rue de Paris”, “rue du Maréchal Lannes”, “rue
 * des Deux Ponts”, “51 la Rochelle”. A number that is the département of the town (“23 Guéret”) is no house number.
 */
export function isPartOfName(
  words: readonly string[],
  start: number,
  communes: readonly NamedCommune[],
): boolean {
  const street = streetStart(words);
  const before = words[start - 1] ?? '';
  if (street < 0) return false;
  if (start <= street) return false;
  if (start === street + 1) {
    return !communes.some(({ commune }) => commune.within.includes(`departement-${before.toUpperCase()}`));
  }
  if (linkingWords.has(before) || qualifyingWords.has(before)) return true;
  if (/^[b-z]$/.test(before)) return true;
  if (!personWords.has(before)) return false;
  // “boulevard Saint-Denis Courbevoie”: the saint's name is complete.
  return !/^saint/.test(words[start - 2] ?? '');
}

/**
 * True where a name at the end of a text is likely to be a town: after a street that is complete without it, or as a name
 * that is distinct or well known.
 */
export function isPlausible({
  words,
  start,
  communes,
}: {
  words: readonly string[];
  start: number;
  communes: readonly NamedCommune[];
}): boolean {
  const people = Math.max(...communes.map(({ commune }) => commune.population ?? 0));
  if (people >= large) return true;
  const name = withoutArticle(words.slice(start).join(' '));
  const street = streetStart(words);
  if (street < 0) return name.includes(' ') || people >= known;
  if (name.length < 4 || qualifyingWords.has(name) || /^sainte? \S+$/.test(name)) return false;
  // “rue Odilon Redon” is named after a person; “rue du Presbytère Barembach” is complete before the town.
  const isOneWord = start === street + 2;
  return name.includes(' ') || !isOneWord;
}
