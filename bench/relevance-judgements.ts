import { readFileSync } from 'node:fs';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { thingId, type ThingId } from '../server/src/domain/thing-id.ts';

/** Which difficulty a query stands for. */
export const categories = ['sentence', 'word', 'typo', 'synonym', 'plural', 'elision', 'accent'] as const;

export type Category = (typeof categories)[number];

/** A query with what was judged for it: from 0 (beside the point) to 3 (just what is asked for). */
export interface JudgedQuery {
  /** From 1; odd ones are for developing, even ones for testing. */
  readonly number: number;
  readonly category: Category;
  readonly text: string;
  readonly grades: ReadonlyMap<ThingId, number>;
}

/**
 * The judgements beside this file, as ids of published things: a `query` line with category and text, then lines of a
 * grade and `{source}/{set}/{key}#{name}`. A record that was merged counts for the thing it became. Throws when a line
 * cannot be read.
 */
export function readJudgements(docs: readonly ThingDoc[]): JudgedQuery[] {
  const became = new Map(docs.flatMap(({ id, mergedIds }) => mergedIds.map((merged) => [merged, id])));
  const queries: (JudgedQuery & { readonly grades: Map<ThingId, number> })[] = [];
  const file = new URL('relevance-judgements.tsv', import.meta.url);
  for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
    const [head = '', second = '', text = ''] = line.split('\t');
    if (head === 'query') {
      const category = categories.find((each) => each === second);
      if (category === undefined) throw new Error(`${file.pathname}: unknown category in “${line}”.`);
      queries.push({ number: queries.length + 1, category, text, grades: new Map() });
      continue;
    }
    const id = idOf(second);
    queries.at(-1)?.grades.set(became.get(id) ?? id, Number(head));
  }
  return queries;
}

function idOf(reference: string): ThingId {
  const parts = /^(?<source>[^/]+)\/(?<set>[^/]+)\/(?<key>.*)#(?<name>[^#]+)$/.exec(reference)?.groups;
  if (parts === undefined) throw new Error(`“${reference}” is no {source}/{set}/{key}#{name}.`);
  const { source = '', set = '', key = '', name = '' } = parts;
  return thingId({ source, set, key }, name);
}

/**
 * Normalised discounted cumulative gain of the first `depth` results (Järvelin and Kekäläinen, 2002), gains of
 * 2^grade − 1: 1 for the best order of all that was judged, 0 where nothing of it is shown. Unjudged results gain nothing.
 */
export function ndcg(ids: readonly ThingId[], grades: ReadonlyMap<ThingId, number>, depth: number): number {
  const best = [...grades.values()].sort((a, b) => b - a);
  const ideal = discounted(best.slice(0, depth));
  return ideal === 0 ? 0 : discounted(ids.slice(0, depth).map((id) => grades.get(id) ?? 0)) / ideal;
}

function discounted(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}
