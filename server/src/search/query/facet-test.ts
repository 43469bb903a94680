import { facetNames, type SearchQuery } from '../../domain/search-query.ts';
import type { ViewPart } from './view.ts';

/** By doc, which facets with a selection it passes: bits in the order of `facetNames`. All zero between queries. */
let passed = new Uint32Array(1024);

/** Looks at docs of one part; `done` must be called before the next one is made. */
interface FacetTest {
  /** Tells by bits, in the order of `facetNames`, the facets with a selection that a doc does not pass. */
  readonly missing: (doc: number) => number;
  readonly done: () => void;
}

/** The test of a part for the facets of a query; undefined where none has a selection. */
export function facetTest({ segment }: ViewPart, query: SearchQuery): FacetTest | undefined {
  const chosen: { docs: Uint32Array; bit: number }[] = [];
  let wanted = 0;
  const { valueDocStarts, valueDocs } = segment.columns;
  for (const [index, name] of facetNames.entries()) {
    if (query[name].length === 0) continue;
    const bit = 1 << index;
    wanted |= bit;
    for (const value of query[name]) {
      const number = segment.valueNumber(name, value);
      if (number === undefined) continue;
      chosen.push({ docs: valueDocs.subarray(valueDocStarts[number], valueDocStarts[number + 1]), bit });
    }
  }
  if (wanted === 0) return undefined;
  if (passed.length < segment.docs) passed = new Uint32Array(segment.docs);
  const has = passed;
  for (const { docs, bit } of chosen)
    for (let at = 0; at < docs.length; at += 1) has[docs[at] ?? 0] = (has[docs[at] ?? 0] ?? 0) | bit;
  return {
    missing: (doc) => wanted & ~(has[doc] ?? 0),
    done: () => {
      for (const { docs } of chosen) for (let at = 0; at < docs.length; at += 1) has[docs[at] ?? 0] = 0;
    },
  };
}
