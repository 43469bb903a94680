import { fold } from './analysis.ts';
import type { Completion, CompletionLabel } from './search-index.ts';
import type { ThingIndex } from './thing-index.ts';

const minLetters = 2;
const maxPerGroup = 4;

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

/**
 * What the letters typed so far may become: concepts and territories first, then organizations and things, those that
 * begin with the letters before those that have a word that does.
 */
export function complete(
  index: ThingIndex,
  labels: readonly FoldedLabel[],
  { text, lang, limit }: { text: string; lang: 'fr' | 'en'; limit: number },
): Completion[] {
  const typed = fold(text.trim());
  if (typed.length < minLetters) return [];
  const found: { rank: number; completion: Completion }[] = [];
  for (const { label, folded } of labels) {
    const rank = rankOf(folded[lang] ?? folded['fr'] ?? '', typed);
    const words = label.labels[lang] ?? label.labels['fr'] ?? label.value;
    if (rank !== undefined)
      found.push({ rank, completion: { group: label.group, text: words, value: label.value } });
  }
  for (const slot of index.all) {
    const entry = index.entries[slot];
    const rank = entry === undefined ? undefined : rankOf(fold(entry.title), typed);
    if (entry === undefined || rank === undefined) continue;
    const group = entry.kind === 'organization' ? 'organization' : 'thing';
    found.push({ rank, completion: { group, text: entry.title, value: entry.id, kind: entry.kind } });
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.completion.text.length - b.completion.text.length ||
      compare(a.completion.text, b.completion.text) ||
      compare(a.completion.value, b.completion.value),
  );
  return byGroup(found.map(({ completion }) => completion)).slice(0, limit);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** 0 at the beginning, 1 at the beginning of a later word, undefined nowhere. */
function rankOf(folded: string, typed: string): number | undefined {
  if (folded.startsWith(typed)) return 0;
  return new RegExp(`[^\\p{L}\\p{N}]${RegExp.escape(typed)}`, 'u').test(folded) ? 1 : undefined;
}

const groupOrder: readonly Completion['group'][] = ['concept', 'territory', 'organization', 'thing'];

function byGroup(completions: readonly Completion[]): Completion[] {
  return groupOrder.flatMap((group) =>
    completions.filter((completion) => completion.group === group).slice(0, maxPerGroup),
  );
}
