import { editsBetween, foldPlaceName, tolerance } from '../fold-place-name.ts';
import type { NamedCommune, Territories, Territory } from '../reference/territories.ts';
import { partOf, type Segment } from './address-text.ts';
import { isPartOfName, isPlausible, streetStart } from './street.ts';
import { townWords } from './address-words.ts';

/**
 * How a text names a town: `named` in a field or piece of its own or after a postcode; `trailing` at the end of a street
 * or another text, where it stands against no postcode; `weak` where it could as well be part of another name and
 * decides nothing alone.
 */
export type MentionStrength = 'named' | 'trailing' | 'weak';

/** A town that a text names. */
export interface TownMention {
  /** The words that name it, folded. */
  readonly text: string;
  /** What the name can mean; a division among them where one has the same name. */
  readonly communes: readonly NamedCommune[];
  readonly strength: MentionStrength;
  readonly isTypo?: boolean;
}

const longestName = 8;

/** The town of a field that holds a town and little else: “Lyon 3e”, “Havre (Le)”, “GUERET CEDEX”. */
export function townOfField(segment: Segment, territories: Territories): TownMention | undefined {
  const words = withoutArrondissement(segment).words.filter((word) => !/^\d{5}$/.test(word));
  const text = words.join(' ');
  if (text === '') return undefined;
  const exact = territories.communesNamed(text);
  if (exact.length > 0) return { text, communes: exact, strength: 'named' };
  for (const limit of new Set([0, tolerance(text)])) {
    const communes = territories.communesLike(text, limit);
    if (communes.length > 0)
      return { text, communes, strength: 'named', ...(limit > 0 ? { isTypo: true } : {}) };
  }
  return undefined;
}

/** The town at the end of a piece of an address, or after its postcode. */
export function townOfSegment(segment: Segment, territories: Territories): TownMention | undefined {
  const at = segment.words.findLastIndex((word) => /^\d{5}$/.test(word));
  if (at < 0) return townAtEnd(segment, territories);
  const after = withoutArrondissement(partOf(segment, at + 1));
  if (after.words.length === 0) return townAtEnd(partOf(segment, 0, at), territories);
  const text = after.words.join(' ');
  const communes = territories.communesNamed(text);
  return communes.length === 0 ? undefined : { text, communes, strength: 'named' };
}

function townAtEnd(whole: Segment, territories: Territories): TownMention | undefined {
  const segment = withoutArrondissement(whole);
  const { words, isJoined } = segment;
  if (!territories.endsCommuneName(words.at(-1) ?? '')) return undefined;
  for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
    const start = words.length - length;
    if (isJoined[start] === true) continue;
    const text = words.slice(start).join(' ');
    const communes = territories.communesNamed(text);
    if (communes.length === 0 || /^\d+$/.test(text)) continue;
    const isAlone = start === 0 || isAnnounced(words, start);
    if (isAlone) return { text, communes, strength: start === 0 ? 'named' : 'trailing' };
    if (isPartOfName(words, start, communes)) return undefined;
    return { text, communes, strength: isPlausible({ words, start, communes }) ? 'trailing' : 'weak' };
  }
  return undefined;
}

/** “à Lyon”, “ville de Guéret”. */
function isAnnounced(words: readonly string[], start: number): boolean {
  const before = words[start - 1] ?? '';
  return townWords.has(before) || (/^(?:de|d|du)$/.test(before) && townWords.has(words[start - 2] ?? ''));
}

const districted = new Set(['paris', 'lyon', 'marseille']);

/** Paris, Lyon and Marseille are one commune each: “Lyon 3e arrondissement” is Lyon. */
function withoutArrondissement(segment: Segment): Segment {
  const at = segment.words.findLastIndex((word) => districted.has(word));
  const rest = segment.words.slice(at + 1).join(' ');
  const isArrondissement =
    /^(?:\d{1,2}|[ivx]{1,5}) ?(?:er|e|eme|ieme)?(?: arr| ardt| arrdt| arrondissement)?$/.test(rest);
  return at >= 0 && isArrondissement ? partOf(segment, 0, at + 1) : segment;
}

/**
 * The communes among those allowed that any words of an address name outside its street: the longest name, exactly, else
 * within the edits that typing makes.
 */
export function communesSpelled(
  segments: readonly Segment[],
  { territories, allowed }: { territories: Territories; allowed: readonly Territory[] },
): { readonly communes: readonly Territory[]; readonly isTypo: boolean } {
  const codes = new Set(allowed.map(({ code }) => code));
  const isNameEnd = (word: string): boolean => territories.endsCommuneName(word);
  for (let length = longestName; length > 0; length -= 1) {
    const found = spans(segments, { length, isNameEnd }).flatMap((text) =>
      territories
        .communesEverNamed(text)
        .flatMap(({ commune }) => (codes.has(commune.code) ? [commune] : [])),
    );
    if (found.length > 0) return { communes: distinct(found), isTypo: false };
  }
  const spansOf = new Map<number, readonly string[]>();
  const typed = allowed.filter(({ name }) => {
    const folded = foldPlaceName(name);
    const [limit, length] = [tolerance(folded), folded.split(' ').length];
    if (limit === 0) return false;
    const spelled = spansOf.get(length) ?? spans(segments, { length });
    spansOf.set(length, spelled);
    return spelled.some((text) => editsBetween(folded, text, limit) <= limit);
  });
  return { communes: typed, isTypo: true };
}

/** Runs of words that may be a town's name: none from within a street's name. */
function spans(
  segments: readonly Segment[],
  { length, isNameEnd = () => true }: { length: number; isNameEnd?: (word: string) => boolean },
): string[] {
  const found: string[] = [];
  for (const { words, isJoined } of segments) {
    const street = streetStart(words);
    for (let at = 0; at + length <= words.length; at += 1) {
      if (isJoined[at] === true || !isNameEnd(words[at + length - 1] ?? '')) continue;
      if (street >= 0 && at > street && isPartOfName(words, at, [])) continue;
      found.push(words.slice(at, at + length).join(' '));
    }
  }
  return found;
}

function distinct(communes: readonly Territory[]): Territory[] {
  return [...new Map(communes.map((commune) => [commune.code, commune])).values()];
}
