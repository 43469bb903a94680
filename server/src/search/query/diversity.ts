import { idLength } from '../segments/segment.ts';
import type { Ranked } from './rank.ts';

/**
 * The diversity rule, published on the help page: among each ten results by relevance, at most five come from one
 * source and three from one carrier, as long as others wait whose score is at least half as high. It moves results, and
 * takes none away. It looks at the first hundred, and beyond where few sources have most of those (see `ordered.ts`).
 */
export const diversity = { block: 10, source: 5, carrier: 3, ratio: 0.5, depth: 100 } as const;

/** Without words everything is as relevant: at most three of ten come from one source. */
export const browsing: DiversityRule = { ...diversity, source: 3 };

/** {@link diversity} with other numbers. */
export type DiversityRule = Readonly<Record<keyof typeof diversity, number>>;

/** The same results with those of a source or carrier that fills its block set back behind the next others. */
export function diversified(ranked: readonly Ranked[], rule: DiversityRule = diversity): Ranked[] {
  const waiting = ranked.slice(0, rule.depth);
  const ordered: Ranked[] = [];
  while (waiting.length > 0) {
    const block = ordered.slice(ordered.length - (ordered.length % rule.block));
    const [first] = waiting;
    const next = waiting.findIndex(
      (each) => each.key >= (first?.key ?? 0) * rule.ratio && isWelcome(each, block, rule),
    );
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return [...ordered, ...ranked.slice(rule.depth)];
}

function isWelcome(each: Ranked, block: readonly Ranked[], rule: DiversityRule): boolean {
  const source = sourceOf(each);
  const carrier = carrierOf(each);
  const ofSource = block.filter((other) => sourceOf(other) === source).length;
  const ofCarrier = carrier === 0 ? 0 : block.filter((other) => carrierOf(other) === carrier).length;
  return ofSource < rule.source && ofCarrier < rule.carrier;
}

function carrierOf({ part, doc }: Ranked): number {
  return part.segment.columns.carriers[doc] ?? 0;
}

/** The first of a thing’s sources; its id where it has none. */
export function sourceOf({ part: { segment }, doc }: Ranked): string {
  const { facetStarts, facetValues, ids } = segment.columns;
  const [from, to] = segment.facets.source;
  for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
    const value = facetValues[at] ?? 0;
    if (value >= from && value < to) return segment.value(value);
  }
  return ids.subarray(doc * idLength, (doc + 1) * idLength).join();
}
