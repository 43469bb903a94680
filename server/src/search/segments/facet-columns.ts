import { facetNames, type FacetName } from '../../domain/search-query.ts';
import type { FacetEntry } from '../document.ts';
import { noParent, type SegmentColumns, type SegmentMeta } from './segment.ts';
import { tableOf } from './text-table.ts';

type FacetColumns = Pick<
  SegmentColumns,
  'valueUnits' | 'valueStarts' | 'valueParents' | 'facetStarts' | 'facetValues'
>;

/** A facet's values with the value above each. */
type Parents = Map<string, string | undefined>;

/** Numbers facet values, sorted by facet and value. */
export class FacetNumbering {
  readonly #parents = new Map<FacetName, Parents>(facetNames.map((name) => [name, new Map()]));

  /** Of two values said to stand above one, the later by alphabet is kept: `region-75` beside `country-FR`. */
  note(facet: FacetName, { value, parent }: FacetEntry): void {
    const known = this.#parents.get(facet);
    const before = known?.get(value);
    known?.set(value, before === undefined || (parent ?? '') > before ? parent : before);
  }

  number(): {
    columns: Pick<FacetColumns, 'valueUnits' | 'valueStarts' | 'valueParents'>;
    facets: SegmentMeta['facets'];
    numberOf: (facet: FacetName, value: string) => number;
  } {
    const values: string[] = [];
    const numbers = new Map<FacetName, Map<string, number>>();
    const facets: Partial<Record<FacetName, readonly [number, number]>> = {};
    for (const [facet, known] of this.#parents) {
      const from = values.length;
      const sorted = [...known.keys()].sort();
      numbers.set(facet, new Map(sorted.map((value, index) => [value, from + index])));
      values.push(...sorted);
      facets[facet] = [from, values.length];
    }
    const numberOf = (facet: FacetName, value: string): number => numbers.get(facet)?.get(value) ?? noParent;
    const valueParents = new Uint32Array(values.length).fill(noParent);
    for (const [facet, known] of this.#parents) {
      for (const [value, parent] of known) {
        if (parent !== undefined) valueParents[numberOf(facet, value)] = numberOf(facet, parent);
      }
    }
    const { units, starts } = tableOf(values);
    return {
      columns: { valueUnits: units, valueStarts: starts, valueParents },
      facets: facets as SegmentMeta['facets'],
      numberOf,
    };
  }
}

/** The facet columns of some docs. */
export function facetColumns(docs: readonly Readonly<Record<FacetName, readonly FacetEntry[]>>[]): {
  columns: FacetColumns;
  facets: SegmentMeta['facets'];
} {
  const numbering = new FacetNumbering();
  for (const doc of docs)
    for (const name of facetNames) for (const entry of doc[name]) numbering.note(name, entry);
  const { columns, facets, numberOf } = numbering.number();
  const facetStarts = new Uint32Array(docs.length + 1);
  const facetValues: number[] = [];
  for (const [index, doc] of docs.entries()) {
    for (const name of facetNames) for (const { value } of doc[name]) facetValues.push(numberOf(name, value));
    facetStarts[index + 1] = facetValues.length;
  }
  return { columns: { ...columns, facetStarts, facetValues: Uint32Array.from(facetValues) }, facets };
}

/** Docs by facet value, ascending: {@link SegmentColumns.facetValues} the other way round. */
export function docsByValue({
  facetStarts,
  facetValues,
  valueParents,
}: Pick<SegmentColumns, 'facetStarts' | 'facetValues' | 'valueParents'>): Pick<
  SegmentColumns,
  'valueDocStarts' | 'valueDocs'
> {
  const values = valueParents.length;
  const valueDocStarts = new Uint32Array(values + 1);
  for (let at = 0; at < facetValues.length; at += 1) {
    const after = (facetValues[at] ?? 0) + 1;
    valueDocStarts[after] = (valueDocStarts[after] ?? 0) + 1;
  }
  for (let value = 0; value < values; value += 1)
    valueDocStarts[value + 1] = (valueDocStarts[value + 1] ?? 0) + (valueDocStarts[value] ?? 0);
  const next = valueDocStarts.slice();
  const valueDocs = new Uint32Array(facetValues.length);
  for (let doc = 0; doc < facetStarts.length - 1; doc += 1) {
    for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
      const value = facetValues[at] ?? 0;
      const to = next[value] ?? 0;
      valueDocs[to] = doc;
      next[value] = to + 1;
    }
  }
  return { valueDocStarts, valueDocs };
}
