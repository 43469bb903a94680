import { facetNames, type FacetName } from '../../domain/search-query.ts';
import type { SegmentColumns, SegmentMeta } from './segment.ts';

/** The columns of classes, and the group of each facet. */
interface FacetClasses {
  readonly columns: Pick<SegmentColumns, 'docClasses' | 'classStarts' | 'classValues'>;
  readonly groups: SegmentMeta['groups'];
}

type Values = Pick<SegmentColumns, 'facetStarts' | 'facetValues'>;

/** With fewer, counting the values of each doc costs less than knowing classes. */
const fewestDocs = 1024;
/** Facets stay in one group as long as its classes have this many docs in the mean. */
const docsInClass = 16;

/**
 * Puts docs that have the same values into one class: to count the values of many docs, their classes are counted. By all
 * facets at once nearly every doc would be a class of its own; so facets are parted into groups of neighbours that make
 * few classes. Gives no groups where docs are few.
 */
export function facetClasses(values: Values, facets: SegmentMeta['facets']): FacetClasses {
  const docs = values.facetStarts.length - 1;
  const columns = new ClassColumns(values);
  if (docs < fewestDocs) return { columns: columns.take(), groups: undefined };
  const lists = new ValueLists(values);
  const groups: Partial<Record<FacetName, number>> = {};
  let open: Group | undefined;
  for (const name of facetNames) {
    const joined = open === undefined ? undefined : lists.extend(open, facets[name]);
    const isJoined = joined !== undefined && joined.lists * docsInClass <= docs;
    if (open !== undefined && !isJoined) columns.add(open);
    open = isJoined ? joined : lists.of(facets[name]);
    groups[name] = columns.groups;
  }
  if (open !== undefined) columns.add(open);
  return { columns: columns.take(), groups: groups as Record<FacetName, number> };
}

/** Some facets, whose values are numbered from `from` up to `to`, with the list of its values that each doc has. */
interface Group {
  readonly from: number;
  readonly to: number;
  /** By doc; lists are numbered in the order in which docs have them first. */
  readonly listOf: Uint32Array;
  readonly lists: number;
}

/** Tells equal lists of values by walking the tree of all lists, a step a value. */
class ValueLists {
  readonly #values: Values;
  readonly #docs: number;
  readonly #width: number;

  constructor(values: Values) {
    this.#values = values;
    this.#docs = values.facetStarts.length - 1;
    this.#width = values.facetValues.reduce((most, value) => Math.max(most, value + 1), 0);
  }

  of(range: readonly [from: number, to: number]): Group {
    return this.extend(
      { from: range[0], to: range[0], listOf: new Uint32Array(this.#docs), lists: 1 },
      range,
    );
  }

  /** A group with one more facet. */
  extend({ from, listOf }: Group, [first, to]: readonly [number, number]): Group {
    const { facetStarts, facetValues } = this.#values;
    const steps = new Map<number, number>();
    const numbers = new Map<number, number>();
    let nodes = this.#docs;
    const extended = listOf.map((list, doc) => {
      let node = list;
      for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
        const value = facetValues[at] ?? 0;
        if (value < first || value >= to) continue;
        const step = node * this.#width + value;
        node = steps.get(step) ?? nodes;
        if (node < nodes) continue;
        steps.set(step, node);
        nodes += 1;
      }
      const number = numbers.get(node) ?? numbers.size;
      numbers.set(node, number);
      return number;
    });
    return { from, to, listOf: extended, lists: numbers.size };
  }
}

/** The classes of all groups, numbered one group after another. */
class ClassColumns {
  readonly #values: Values;
  readonly #docClasses: Uint32Array[] = [];
  readonly #starts = [0];
  readonly #classValues: number[] = [];

  constructor(values: Values) {
    this.#values = values;
  }

  get groups(): number {
    return this.#docClasses.length;
  }

  add({ from, to, listOf, lists }: Group): void {
    const { facetStarts, facetValues } = this.#values;
    const first = this.#starts.length - 1;
    for (let doc = 0, known = 0; known < lists; doc += 1) {
      if (listOf[doc] !== known) continue;
      const own = facetValues.subarray(facetStarts[doc], facetStarts[doc + 1]);
      for (const value of own) if (value >= from && value < to) this.#classValues.push(value);
      this.#starts.push(this.#classValues.length);
      known += 1;
    }
    this.#docClasses.push(listOf.map((list) => first + list));
  }

  take(): FacetClasses['columns'] {
    const docs = this.#values.facetStarts.length - 1;
    const docClasses = new Uint32Array(docs * this.groups);
    for (const [group, classes] of this.#docClasses.entries()) docClasses.set(classes, group * docs);
    return {
      docClasses,
      classStarts: Uint32Array.from(this.#starts),
      classValues: Uint32Array.from(this.#classValues),
    };
  }
}
