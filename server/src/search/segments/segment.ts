import type { FacetName } from '../../domain/search-query.ts';
import { keySeparator, termKey } from '../analysis/lexeme.ts';
import { isLive, type LiveDocs } from './live-docs.ts';
import { unpackSections } from './sections.ts';
import { compareUnits, firstWhere, textAt, textCount, unitsAsText, type TextTable } from './text-table.ts';

/** Spaces of terms that are no words: the ids of things, and the ids of what they name. */
export const idSpace = '#id';
export const linkSpace = '#link';
/** Ids of the solutions that are proposed for a doc. */
export const proposalSpace = '#proposal';

/** Characters of a thing's id, one byte each. */
export const idLength = 12;

/** The bit of a doc in `nameDocs` whose name begins with the word. */
export const atBeginning = 0x80000000;

/** What a segment says of itself. */
export interface SegmentMeta {
  readonly docs: number;
  /** Where each facet's values begin and end among all facet values. */
  readonly facets: Readonly<Record<FacetName, readonly [from: number, to: number]>>;
  /** The group of classes that each facet is in; none where docs are few. */
  readonly groups: Readonly<Record<FacetName, number>> | undefined;
}

/**
 * The columns of a segment. Terms are sorted by key; docs are numbered from 0. The postings of term t are
 * `postings.starts[t]` to `postings.starts[t + 1]`: each has a doc, how many occurrences follow for it, and those stand
 * one after another from `occurrenceStarts[t]` on.
 */
export interface SegmentColumns {
  readonly keyUnits: Uint16Array;
  readonly keyStarts: Uint32Array;
  /** Word terms, sorted by their form. */
  readonly byForm: Uint32Array;
  readonly postingStarts: Uint32Array;
  readonly postingDocs: Uint32Array;
  readonly postingCounts: Uint8Array;
  /** What the term adds to the doc, before saturation: see `impacts.ts`. */
  readonly postingImpacts: Uint16Array;
  readonly occurrenceStarts: Uint32Array;
  readonly occurrences: Uint16Array;
  /**
   * Label words of term t, from `labelStarts[t]`: the term of the concept whose label has it, ascending, and where. The
   * docs of that concept's own postings hold the word too, in the field of concepts.
   */
  readonly labelStarts: Uint32Array;
  readonly labelConcepts: Uint32Array;
  readonly labelOccurrences: Uint16Array;
  /** Docs whose name holds term t, from `nameStarts[t]`; {@link atBeginning} is set where it begins the name. */
  readonly nameStarts: Uint32Array;
  readonly nameDocs: Uint32Array;
  readonly ids: Uint8Array;
  readonly kinds: Uint8Array;
  /** Milliseconds since 1970. */
  readonly updated: Float64Array;
  readonly completeness: Float64Array;
  /** 0 for none. */
  readonly years: Uint16Array;
  /** A hash of the carrier's id; 0 for none. */
  readonly carriers: Uint32Array;
  readonly nameLengths: Uint16Array;
  /** Codes of the length of each field: `doc * fields.length + field`. */
  readonly lengths: Uint8Array;
  /** Values of all facets, sorted by facet and value; the value above each, or 0xffffffff. */
  readonly valueUnits: Uint16Array;
  readonly valueStarts: Uint32Array;
  readonly valueParents: Uint32Array;
  readonly facetStarts: Uint32Array;
  readonly facetValues: Uint32Array;
  /** Docs that have value v, from `valueDocStarts[v]`. */
  readonly valueDocStarts: Uint32Array;
  readonly valueDocs: Uint32Array;
  /** By group and doc, the class of docs with the same values: `group * docs + doc`; see `facet-classes.ts`. */
  readonly docClasses: Uint32Array;
  /** The values of class c, from `classStarts[c]`. */
  readonly classStarts: Uint32Array;
  readonly classValues: Uint32Array;
  /** Bits by {@link placeRoles}, also of places that cannot be drawn. */
  readonly roles: Uint8Array;
  readonly pointStarts: Uint32Array;
  readonly pointLats: Float64Array;
  readonly pointLons: Float64Array;
  /** Web Mercator, the world being 1 wide and high. */
  readonly pointXs: Float64Array;
  readonly pointYs: Float64Array;
  readonly pointRoles: Uint8Array;
}

export const placeRoles = ['implemented', 'serves', 'seat'] as const;

export const noParent = 0xffffffff;

/** An immutable part of the index, read in place: opening it copies nothing. */
export class Segment {
  readonly buffer: SharedArrayBuffer;
  readonly columns: SegmentColumns;
  readonly docs: number;
  readonly facets: SegmentMeta['facets'];
  readonly groups: SegmentMeta['groups'];
  readonly terms: number;
  readonly #keys: TextTable;
  readonly #values: TextTable;
  /** Facet values that were asked for: they are few, and every answer tells them. */
  readonly #valueTexts: (string | undefined)[];

  constructor(buffer: SharedArrayBuffer) {
    const { columns, meta } = unpackSections(buffer);
    const { docs, facets, groups } = meta as SegmentMeta;
    this.buffer = buffer;
    this.columns = Object.fromEntries(columns) as unknown as SegmentColumns;
    this.docs = docs;
    this.facets = facets;
    this.groups = groups;
    this.#keys = { units: this.columns.keyUnits, starts: this.columns.keyStarts };
    this.#values = { units: this.columns.valueUnits, starts: this.columns.valueStarts };
    this.#valueTexts = Array.from({ length: textCount(this.#values) }, () => undefined);
    this.terms = textCount(this.#keys);
  }

  /** The key of a term. */
  key(term: number): string {
    return textAt(this.#keys, term);
  }

  /** The form of a term: what follows the last separator of its key. */
  form(term: number): string {
    return unitsAsText(this.columns.keyUnits, this.formStart(term), this.columns.keyStarts[term + 1] ?? 0);
  }

  /** Where the form of a term begins in `keyUnits`; it ends with the key. */
  formStart(term: number): number {
    const { keyUnits, keyStarts } = this.columns;
    let from = keyStarts[term + 1] ?? 0;
    while (from > 0 && keyUnits[from - 1] !== 0) from -= 1;
    return from;
  }

  /** Terms from one key up to, not including, another. */
  termsBetween(from: string, to: string): readonly [from: number, to: number] {
    const first = firstWhere(this.terms, (term) => compareAt(this.#keys, term, from) >= 0);
    return [
      first,
      first + firstWhere(this.terms - first, (after) => compareAt(this.#keys, first + after, to) >= 0),
    ];
  }

  /** Terms that share a stem in a space. */
  termsOfStem(space: string, root: string): readonly [from: number, to: number] {
    const start = `${space}${keySeparator}${root}`;
    return this.termsBetween(`${start}${keySeparator}`, `${start}\u0001`);
  }

  /** Places in `byForm` of forms from one up to, not including, another. */
  formsBetween(from: string, to: string): readonly [from: number, to: number] {
    const { byForm } = this.columns;
    const compare = (place: number, text: string): number => this.#compareForm(byForm[place] ?? 0, text);
    const first = firstWhere(byForm.length, (place) => compare(place, from) >= 0);
    return [first, first + firstWhere(byForm.length - first, (after) => compare(first + after, to) >= 0)];
  }

  /** Docs of a keyword, dead ones included. */
  docsOf(space: string, word: string): Uint32Array {
    const key = termKey(space, '', word);
    const term = firstWhere(this.terms, (each) => compareAt(this.#keys, each, key) >= 0);
    if (term === this.terms || this.key(term) !== key) return new Uint32Array(0);
    return this.#postings(term);
  }

  /** How many live docs hold a term, by their own words or by the labels of their concepts. */
  liveCount(term: number, live: LiveDocs): number {
    const { labelStarts } = this.columns;
    if (labelStarts[term] === labelStarts[term + 1]) {
      let count = 0;
      for (const doc of this.#postings(term)) if (isLive(live, doc)) count += 1;
      return count;
    }
    const isCounted = new Uint8Array(this.docs);
    let count = 0;
    for (const list of this.postingLists(term)) {
      for (let at = 0; at < list.length; at += 1) {
        const doc = list[at] ?? 0;
        if (isCounted[doc] === 1 || !isLive(live, doc)) continue;
        isCounted[doc] = 1;
        count += 1;
      }
    }
    return count;
  }

  /** True when a live doc holds a term. */
  isHeld(term: number, live: LiveDocs): boolean {
    return this.postingLists(term).some((docs) => docs.some((doc) => isLive(live, doc)));
  }

  /** The docs of a term, then those of each concept that has it in a label; dead ones included. */
  postingLists(term: number): Uint32Array[] {
    const { labelStarts, labelConcepts } = this.columns;
    const concepts = new Set(labelConcepts.subarray(labelStarts[term], labelStarts[term + 1]));
    return [term, ...concepts].map((each) => this.#postings(each));
  }

  #postings(term: number): Uint32Array {
    const { postingDocs, postingStarts } = this.columns;
    return postingDocs.subarray(postingStarts[term], postingStarts[term + 1]);
  }

  id(doc: number): string {
    return String.fromCharCode.apply(null, [
      ...this.columns.ids.subarray(doc * idLength, (doc + 1) * idLength),
    ]);
  }

  /** A facet value by its number. */
  value(index: number): string {
    return (this.#valueTexts[index] ??= textAt(this.#values, index));
  }

  /** The number of a value of a facet, or undefined. */
  valueNumber(facet: FacetName, value: string): number | undefined {
    const [from, to] = this.facets[facet];
    const index = from + firstWhere(to - from, (after) => compareAt(this.#values, from + after, value) >= 0);
    return index < to && this.value(index) === value ? index : undefined;
  }

  #compareForm(term: number, text: string): number {
    const { keyUnits: units, keyStarts } = this.columns;
    return compareUnits({ units, from: this.formStart(term), to: keyStarts[term + 1] ?? 0 }, text);
  }
}

function compareAt({ units, starts }: TextTable, index: number, text: string): number {
  return compareUnits({ units, from: starts[index] ?? 0, to: starts[index + 1] ?? 0 }, text);
}
