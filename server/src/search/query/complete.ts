import { kinds, type Kind } from '../../domain/kinds.ts';
import { fold } from '../analysis/fold.ts';
import type { CompletionLabel } from '../search-index.ts';
import { atBeginning } from '../segments/segment.ts';
import { afterPrefix } from '../segments/text-table.ts';
import type { View, ViewPart } from './view.ts';
import { wantedWords } from './wanted.ts';

const minLetters = 2;
const maxPerGroup = 4;

/** A completion without its text, for things: their titles are in the ledger. */
export type FoundCompletion =
  | { readonly group: 'concept' | 'territory'; readonly text: string; readonly value: string }
  | { readonly group: 'organization' | 'thing'; readonly value: string; readonly kind: Kind };

/** Labels with the folded text that typing is compared with, by language. */
export interface FoldedLabel {
  readonly label: CompletionLabel;
  readonly folded: Readonly<Record<string, string>>;
}

export function foldLabels(labels: readonly CompletionLabel[]): FoldedLabel[] {
  return labels.map((label) => ({
    label,
    folded: Object.fromEntries(Object.entries(label.labels).map(([lang, text]) => [lang, fold(text)])),
  }));
}

interface Typed {
  readonly text: string;
  readonly lang: 'fr' | 'en';
  readonly limit: number;
}

/**
 * What the letters typed so far may become: concepts and territories first, then organizations and things, those that
 * begin with the letters before those that have a word that does, short names first.
 */
export function complete(view: View, labels: readonly FoldedLabel[], typed: Typed): FoundCompletion[] {
  const letters = fold(typed.text.trim());
  if (letters.replaceAll(/[^\p{L}\p{N}]/gu, '').length < minLetters) return [];
  const named = labelsFor(labels, letters, typed.lang);
  const things = thingsFor(view, letters);
  return [
    ...named.filter(({ group }) => group === 'concept').slice(0, maxPerGroup),
    ...named.filter(({ group }) => group === 'territory').slice(0, maxPerGroup),
    ...things.organization,
    ...things.thing,
  ].slice(0, typed.limit);
}

function labelsFor(
  labels: readonly FoldedLabel[],
  letters: string,
  lang: 'fr' | 'en',
): Extract<FoundCompletion, { text: string }>[] {
  const later = new RegExp(`[^\\p{L}\\p{N}]${RegExp.escape(letters)}`, 'u');
  const found = labels.flatMap(({ label, folded }) => {
    const words = folded[lang] ?? folded['fr'] ?? '';
    const rank = words.startsWith(letters) ? 0 : later.test(words) ? 1 : undefined;
    const text = label.labels[lang] ?? label.labels['fr'] ?? label.value;
    return rank === undefined ? [] : [{ rank, completion: { group: label.group, text, value: label.value } }];
  });
  return found
    .sort(
      ({ rank: rankA, completion: a }, { rank: rankB, completion: b }) =>
        rankA - rankB || a.text.length - b.text.length || (a.text + a.value < b.text + b.value ? -1 : 1),
    )
    .map(({ completion }) => completion);
}

interface Candidate {
  readonly part: ViewPart;
  readonly doc: number;
  /** Names that begin with the letters before others; then by their length. */
  readonly rank: number;
  readonly length: number;
}

type Named = Readonly<Record<'organization' | 'thing', FoundCompletion[]>>;

/** Things whose names hold every word typed, the last one as a beginning. */
function thingsFor(view: View, letters: string): Named {
  const words = wantedWords(letters).filter(({ token }) => token.span === 1);
  const last = words.at(-1)?.word.form;
  const best: Record<'organization' | 'thing', Candidate[]> = { organization: [], thing: [] };
  if (last === undefined) return { organization: [], thing: [] };
  for (const part of view.parts) {
    const names = namesWith(
      part,
      words.map(({ word }) => word.form),
    );
    const { kinds: kindOf, nameLengths } = part.segment.columns;
    for (const [doc, rank] of names.entries()) {
      if (rank === 0) continue;
      const group = kinds[kindOf[doc] ?? 0] === 'organization' ? 'organization' : 'thing';
      keepBest(best[group], { part, doc, rank, length: nameLengths[doc] ?? 0 });
    }
  }
  const completions = (group: 'organization' | 'thing'): FoundCompletion[] =>
    best[group].map(({ part: { segment }, doc }) => ({
      group,
      value: segment.id(doc),
      kind: kinds[segment.columns.kinds[doc] ?? 0] ?? 'innovation',
    }));
  return { organization: completions('organization'), thing: completions('thing') };
}

const atStart = 1;
const inside = 2;

/** By doc: {@link atStart} where the first word begins the name, {@link inside} where it stands in it, 0 where a word is missing. */
function namesWith(part: ViewPart, forms: readonly string[]): Uint8Array {
  let found = new Uint8Array(part.segment.docs).fill(inside);
  for (const [index, form] of forms.entries()) {
    const isLast = index === forms.length - 1;
    const next = new Uint8Array(part.segment.docs);
    eachName(part, { from: form, to: isLast ? afterPrefix(form) : `${form}\u0000` }, (doc, isFirst) => {
      if (found[doc] === 0) return;
      if (index > 0) next[doc] = found[doc] ?? 0;
      else if (next[doc] !== atStart) next[doc] = isFirst ? atStart : inside;
    });
    found = next;
  }
  return found;
}

function eachName(
  { segment, live }: ViewPart,
  { from, to }: { from: string; to: string },
  tell: (doc: number, isFirst: boolean) => void,
): void {
  const { byForm, nameStarts, nameDocs } = segment.columns;
  const [first, end] = segment.formsBetween(from, to);
  for (let place = first; place < end; place += 1) {
    const term = byForm[place] ?? 0;
    for (let at = nameStarts[term] ?? 0; at < (nameStarts[term + 1] ?? 0); at += 1) {
      const flagged = nameDocs[at] ?? 0;
      const doc = (flagged & ~atBeginning) >>> 0;
      if (((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0) tell(doc, flagged >= atBeginning);
    }
  }
}

/** Keeps the few best of a group in order. */
function keepBest(best: Candidate[], candidate: Candidate): void {
  const worst = best[maxPerGroup - 1];
  if (worst !== undefined && !isBefore(candidate, worst)) return;
  const place = best.findIndex((each) => isBefore(candidate, each));
  best.splice(place < 0 ? best.length : place, 0, candidate);
  best.length = Math.min(best.length, maxPerGroup);
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.length !== b.length) return a.length < b.length;
  return a.part.segment.id(a.doc) < b.part.segment.id(b.doc);
}
