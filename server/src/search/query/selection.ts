import { facetNames, type SearchQuery } from '../../domain/search-query.ts';
import { liveDocs, tallyFacet, tallyValues } from './facet-tally.ts';
import { facetTest } from './facet-test.ts';
import type { WordMatches } from './match-words.ts';
import { docTest } from './place-filter.ts';
import type { Found } from './scan.ts';
import { scratchIntegers, scratchNumbers } from './scratch.ts';
import type { View, ViewPart } from './view.ts';

/** What a query leaves of one part of the view. */
export interface Matching {
  readonly part: ViewPart;
  /** Docs that pass everything, with the scores of their words; none where no word was asked for. */
  readonly docs: Uint32Array;
  readonly scores: Float64Array | undefined;
}

/** The same with the counts of facet values. */
export interface Selected extends Matching {
  /** By facet value: docs that pass everything but the value's own facet. */
  readonly counts: Uint32Array;
}

/** Applies every filter to what the words found. */
export function matching(view: View, query: SearchQuery, { found }: WordMatches): Matching[] {
  return view.parts.map((part, index) => filtered(part, query, found?.[index]));
}

/** Applies every filter to what the words found, and counts facet values, for all facets in the same passes. */
export function select(view: View, query: SearchQuery, { found }: WordMatches): Selected[] {
  return view.parts.map((part, index) => {
    const kept = filtered(part, query, found?.[index]);
    const counts = tallyValues(part, kept.docs);
    tallySideways(kept, counts);
    return { ...kept, counts };
  });
}

/** A part with its filters applied; `beside` are the docs that pass all but the selection of one facet. */
interface Filtered extends Matching {
  readonly beside: Uint32Array;
  /** For each doc of `beside` the facet, as a place in `facetNames`. */
  readonly besideFacets: Uint8Array;
}

const noDocs = new Uint32Array(0);
const noFacets = new Uint8Array(0);

function filtered(part: ViewPart, query: SearchQuery, found: Found | undefined): Filtered {
  const passes = docTest(part, query);
  const facets = facetTest(part, query);
  const candidates = found?.docs ?? liveDocs(part);
  if (passes === undefined && facets === undefined) {
    return { part, docs: candidates, scores: found?.weights, beside: noDocs, besideFacets: noFacets };
  }
  const docs = scratchIntegers(candidates.length);
  const scores = found === undefined ? undefined : scratchNumbers(candidates.length);
  const beside = scratchIntegers(candidates.length);
  const besideFacets = new Uint8Array(candidates.length);
  let [kept, near] = [0, 0];
  for (let at = 0; at < candidates.length; at += 1) {
    const doc = candidates[at] ?? 0;
    if (passes !== undefined && !passes(doc)) continue;
    const missed = facets === undefined ? 0 : facets.missing(doc);
    if (missed === 0) {
      docs[kept] = doc;
      if (scores !== undefined) scores[kept] = found?.weights[at] ?? 0;
      kept += 1;
    } else if ((missed & (missed - 1)) === 0) {
      beside[near] = doc;
      besideFacets[near] = 31 - Math.clz32(missed);
      near += 1;
    }
  }
  facets?.done();
  return {
    part,
    docs: docs.subarray(0, kept),
    scores: scores?.subarray(0, kept),
    beside: beside.subarray(0, near),
    besideFacets: besideFacets.subarray(0, near),
  };
}

/** Counts docs that fail one facet's selection under that facet's values alone. */
function tallySideways({ part, beside, besideFacets }: Filtered, counts: Uint32Array): void {
  const docs = scratchIntegers(beside.length);
  for (const [facet, name] of facetNames.entries()) {
    let count = 0;
    for (let index = 0; index < beside.length; index += 1) {
      if (besideFacets[index] !== facet) continue;
      docs[count] = beside[index] ?? 0;
      count += 1;
    }
    if (count > 0) tallyFacet(part.segment, { name, docs: docs.subarray(0, count) }, counts);
  }
}
