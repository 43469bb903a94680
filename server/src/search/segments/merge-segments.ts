import { facetNames } from '../../domain/search-query.ts';
import { facetClasses } from './facet-classes.ts';
import { docsByValue, FacetNumbering } from './facet-columns.ts';
import { fields } from './fields.ts';
import { partOf, type HeldSegment, type MergePart } from './merge-part.ts';
import { mergePostings } from './merge-postings.ts';
import { packSections } from './sections.ts';
import { idLength, noParent, type Segment, type SegmentColumns, type SegmentMeta } from './segment.ts';

/** One segment with the live docs of several, in their order. */
export function mergeSegments(held: readonly HeldSegment[]): SharedArrayBuffer {
  let docs = 0;
  const parts = held.map(({ segment, live }) => {
    const part = partOf(segment, live, docs);
    docs += part.docs.length;
    return part;
  });
  const { columns: values, facets } = mergeFacets(parts, docs);
  const { columns: classes, groups } = facetClasses(values, facets);
  const columns: SegmentColumns = {
    ...mergePostings(parts),
    ...docColumns(parts, docs),
    ...values,
    ...docsByValue(values),
    ...classes,
    ...pointColumns(parts, docs),
  };
  return packSections({ ...columns }, { docs, facets, groups } satisfies SegmentMeta);
}

type Rows = Uint8Array | Uint16Array | Uint32Array | Float64Array;

function docColumns(parts: readonly MergePart[], docs: number) {
  const rows = <Column extends Rows>(
    into: Column,
    { of, width = 1 }: { of: (columns: SegmentColumns) => Column; width?: number },
  ): Column => {
    let to = 0;
    for (const { segment, docs: kept } of parts) {
      const from = of(segment.columns);
      for (const doc of kept) {
        for (let at = 0; at < width; at += 1) into[to + at] = from[doc * width + at] ?? 0;
        to += width;
      }
    }
    return into;
  };
  return {
    ids: rows(new Uint8Array(docs * idLength), { of: ({ ids }) => ids, width: idLength }),
    kinds: rows(new Uint8Array(docs), { of: ({ kinds }) => kinds }),
    updated: rows(new Float64Array(docs), { of: ({ updated }) => updated }),
    completeness: rows(new Float64Array(docs), { of: ({ completeness }) => completeness }),
    years: rows(new Uint16Array(docs), { of: ({ years }) => years }),
    carriers: rows(new Uint32Array(docs), { of: ({ carriers }) => carriers }),
    nameLengths: rows(new Uint16Array(docs), { of: ({ nameLengths }) => nameLengths }),
    roles: rows(new Uint8Array(docs), { of: ({ roles }) => roles }),
    lengths: rows(new Uint8Array(docs * fields.length), {
      of: ({ lengths }) => lengths,
      width: fields.length,
    }),
  };
}

function mergeFacets(parts: readonly MergePart[], docs: number) {
  const numbering = new FacetNumbering();
  const used = parts.map(({ segment, docs: kept }) => usedValues(segment, kept));
  const eachUsed = (
    index: number,
    tell: (number: number, name: (typeof facetNames)[number]) => void,
  ): void => {
    const { facets } = (parts[index] as MergePart).segment;
    for (const name of facetNames) {
      const [from, to] = facets[name];
      for (let number = from; number < to; number += 1) if (used[index]?.[number] === 1) tell(number, name);
    }
  };
  for (const [index, { segment }] of parts.entries()) {
    eachUsed(index, (number, name) => {
      const parent = segment.columns.valueParents[number] ?? noParent;
      const value = segment.value(number);
      numbering.note(name, parent === noParent ? { value } : { value, parent: segment.value(parent) });
    });
  }
  const { columns, facets, numberOf } = numbering.number();
  const facetStarts = new Uint32Array(docs + 1);
  const facetValues = new Uint32Array(
    parts.reduce((sum, { segment }) => sum + segment.columns.facetValues.length, 0),
  );
  let [to, doc] = [0, 0];
  for (const [index, { segment, docs: kept }] of parts.entries()) {
    const numbers = new Uint32Array(segment.columns.valueParents.length);
    eachUsed(index, (number, name) => {
      numbers[number] = numberOf(name, segment.value(number));
    });
    const { facetStarts: starts, facetValues: values } = segment.columns;
    for (const old of kept) {
      for (let at = starts[old] ?? 0; at < (starts[old + 1] ?? 0); at += 1) {
        facetValues[to] = numbers[values[at] ?? 0] ?? 0;
        to += 1;
      }
      doc += 1;
      facetStarts[doc] = to;
    }
  }
  return { columns: { ...columns, facetStarts, facetValues: facetValues.subarray(0, to) }, facets };
}

/** Values that live docs have, as flags: what only the dead had goes with them. */
function usedValues({ columns }: Segment, docs: Uint32Array): Uint8Array {
  const { facetStarts, facetValues } = columns;
  const used = new Uint8Array(columns.valueParents.length);
  for (const doc of docs) {
    for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1)
      used[facetValues[at] ?? 0] = 1;
  }
  return used;
}

function pointColumns(parts: readonly MergePart[], docs: number) {
  const most = parts.reduce((sum, { segment }) => sum + segment.columns.pointLats.length, 0);
  const pointStarts = new Uint32Array(docs + 1);
  const [lats, lons, xs, ys] = [0, 0, 0, 0].map(() => new Float64Array(most)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const roles = new Uint8Array(most);
  let [to, doc] = [0, 0];
  for (const { segment, docs: kept } of parts) {
    const from = segment.columns;
    for (const old of kept) {
      for (let at = from.pointStarts[old] ?? 0; at < (from.pointStarts[old + 1] ?? 0); at += 1) {
        lats[to] = from.pointLats[at] ?? 0;
        lons[to] = from.pointLons[at] ?? 0;
        xs[to] = from.pointXs[at] ?? 0;
        ys[to] = from.pointYs[at] ?? 0;
        roles[to] = from.pointRoles[at] ?? 0;
        to += 1;
      }
      doc += 1;
      pointStarts[doc] = to;
    }
  }
  return {
    pointStarts,
    pointLats: lats.subarray(0, to),
    pointLons: lons.subarray(0, to),
    pointXs: xs.subarray(0, to),
    pointYs: ys.subarray(0, to),
    pointRoles: roles.subarray(0, to),
  };
}
