import { facetNames, type SearchQuery } from '../../domain/search-query.ts';
import { isLive } from '../segments/live-docs.ts';
import type { WordMatches } from './match-words.ts';
import { docTest } from './place-filter.ts';
import type { Found } from './scan.ts';
import type { View, ViewPart } from './view.ts';

/** What a query leaves of one part of the view. */
export interface Selected {
  readonly part: ViewPart;
  /** Docs that pass everything, with the scores of their words; none where no word was asked for. */
  readonly docs: Uint32Array;
  readonly scores: Float64Array | undefined;
  /** By facet value: docs that pass everything but the value's own facet. */
  readonly counts: Uint32Array;
}

/** Applies every filter to what the words found, and counts facet values on the way: one pass over the docs. */
export function select(view: View, query: SearchQuery, { found }: WordMatches): Selected[] {
  return view.parts.map((part, index) => selectPart(part, query, found?.[index]));
}

function selectPart(part: ViewPart, query: SearchQuery, found: Found | undefined): Selected {
  const { segment, live } = part;
  const total = found === undefined ? segment.docs : found.docs.length;
  const docs = new Uint32Array(total);
  const scores = found === undefined ? undefined : new Float64Array(total);
  const counts = new Uint32Array(segment.columns.valueParents.length);
  const passes = docTest(part, query);
  const facets = facetTest(part, query);
  let kept = 0;
  for (let at = 0; at < total; at += 1) {
    const doc = found === undefined ? at : (found.docs[at] ?? 0);
    if (found === undefined && !isLive(live, doc)) continue;
    if (passes !== undefined && !passes(doc)) continue;
    const missing = facets === undefined ? 0 : facets.missing(doc);
    if (missing === 0) {
      docs[kept] = doc;
      if (scores !== undefined) scores[kept] = found?.weights[at] ?? 0;
      kept += 1;
    }
    if ((missing & (missing - 1)) === 0) count(part, counts, { doc, missing });
  }
  return { part, docs: docs.subarray(0, kept), scores: scores?.subarray(0, kept), counts };
}

/** Counts a doc under its values: all of them, or those of the one facet whose selection it does not pass. */
function count(
  { segment }: ViewPart,
  counts: Uint32Array,
  { doc, missing }: { doc: number; missing: number },
): void {
  const { facetStarts, facetValues } = segment.columns;
  const end = facetStarts[doc + 1] ?? 0;
  if (missing === 0) {
    for (let at = facetStarts[doc] ?? 0; at < end; at += 1) {
      const value = facetValues[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    return;
  }
  const name = facetNames[31 - Math.clz32(missing)] ?? 'kind';
  const [from, to] = segment.facets[name];
  for (let at = facetStarts[doc] ?? 0; at < end; at += 1) {
    const value = facetValues[at] ?? 0;
    if (value >= from && value < to) counts[value] = (counts[value] ?? 0) + 1;
  }
}

/** Tells by bits, in the order of `facetNames`, the facets with a selection that a doc does not pass. */
function facetTest(
  { segment }: ViewPart,
  query: SearchQuery,
): { missing: (doc: number) => number } | undefined {
  let wanted = 0;
  const bits = new Uint32Array(segment.columns.valueParents.length);
  for (const [index, name] of facetNames.entries()) {
    if (query[name].length === 0) continue;
    wanted |= 1 << index;
    for (const value of query[name]) {
      const number = segment.valueNumber(name, value);
      if (number !== undefined) bits[number] = 1 << index;
    }
  }
  if (wanted === 0) return undefined;
  const { facetStarts, facetValues } = segment.columns;
  return {
    missing(doc) {
      let has = 0;
      for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1)
        has |= bits[facetValues[at] ?? 0] ?? 0;
      return wanted & ~has;
    },
  };
}
