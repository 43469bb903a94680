import { atBeginning, type SegmentColumns } from './segment.ts';
import { conceptLabels, conceptOfKey, conceptsBounds, labelColumns } from './concept-labels.ts';
import { gone, type MergePart } from './merge-part.ts';
import { termColumns } from './term-columns.ts';

type PostingColumns = Pick<
  SegmentColumns,
  | 'keyUnits'
  | 'keyStarts'
  | 'byForm'
  | 'postingStarts'
  | 'postingDocs'
  | 'postingCounts'
  | 'postingImpacts'
  | 'occurrenceStarts'
  | 'occurrences'
  | 'labelStarts'
  | 'labelConcepts'
  | 'labelOccurrences'
  | 'nameStarts'
  | 'nameDocs'
>;

/** Where a part stands in its sorted terms. */
interface Cursor {
  readonly part: MergePart;
  term: number;
  key: string | undefined;
}

/** The postings of all parts in one: terms by key, docs in their new numbers. Words that only dead docs hold go, but for labels of concepts that live ones have. */
export function mergePostings(parts: readonly MergePart[]): PostingColumns {
  const target = new Target(parts);
  const cursors = parts.map((part): Cursor => ({ part, term: 0, key: keyAt(part, 0) }));
  for (;;) {
    const key = lowestKey(cursors);
    if (key === undefined) return target.columns();
    for (const cursor of cursors) {
      if (cursor.key !== key) continue;
      target.append(cursor.part, cursor.term);
      cursor.term += 1;
      cursor.key = keyAt(cursor.part, cursor.term);
    }
    target.endTerm(key);
  }
}

/** The words of the labels of concepts that live docs have. */
function labelWords(parts: readonly MergePart[]): Set<string> {
  const words = new Set<string>();
  for (const { segment, numbers } of parts) {
    const [from, to] = segment.termsBetween(...conceptsBounds);
    const { postingStarts, postingDocs } = segment.columns;
    for (let term = from; term < to; term += 1) {
      const docs = postingDocs.subarray(postingStarts[term], postingStarts[term + 1]);
      const name = conceptOfKey(segment.key(term));
      if (name === undefined || docs.every((doc) => numbers[doc] === gone)) continue;
      for (const { key } of conceptLabels(name).words) words.add(key);
    }
  }
  return words;
}

function keyAt({ segment }: MergePart, term: number): string | undefined {
  return term < segment.terms ? segment.key(term) : undefined;
}

function lowestKey(cursors: readonly Cursor[]): string | undefined {
  let lowest: string | undefined;
  for (const { key } of cursors)
    if (key !== undefined && (lowest === undefined || key < lowest)) lowest = key;
  return lowest;
}

class Target {
  readonly #keys: string[] = [];
  readonly #starts = { posting: [0], occurrence: [0], name: [0] };
  readonly #docs: Uint32Array;
  readonly #counts: Uint8Array;
  readonly #impacts: Uint16Array;
  readonly #occurrences: Uint16Array;
  readonly #names: Uint32Array;
  readonly #labelWords: ReadonlySet<string>;
  #posting = 0;
  #occurrence = 0;
  #name = 0;

  constructor(parts: readonly MergePart[]) {
    const most = (of: 'postingDocs' | 'occurrences' | 'nameDocs'): number =>
      parts.reduce((sum, { segment }) => sum + segment.columns[of].length, 0);
    this.#labelWords = labelWords(parts);
    this.#docs = new Uint32Array(most('postingDocs'));
    this.#counts = new Uint8Array(most('postingDocs'));
    this.#impacts = new Uint16Array(most('postingDocs'));
    this.#occurrences = new Uint16Array(most('occurrences'));
    this.#names = new Uint32Array(most('nameDocs'));
  }

  append({ segment: { columns }, numbers }: MergePart, term: number): void {
    let from = columns.occurrenceStarts[term] ?? 0;
    const end = columns.postingStarts[term + 1] ?? 0;
    for (let at = columns.postingStarts[term] ?? 0; at < end; at += 1) {
      const number = numbers[columns.postingDocs[at] ?? 0] ?? gone;
      const count = columns.postingCounts[at] ?? 0;
      if (number !== gone) {
        this.#docs[this.#posting] = number;
        this.#counts[this.#posting] = count;
        this.#impacts[this.#posting] = columns.postingImpacts[at] ?? 0;
        this.#posting += 1;
        for (let next = 0; next < count; next += 1)
          this.#occurrences[this.#occurrence + next] = columns.occurrences[from + next] ?? 0;
        this.#occurrence += count;
      }
      from += count;
    }
    for (let at = columns.nameStarts[term] ?? 0; at < (columns.nameStarts[term + 1] ?? 0); at += 1) {
      const flagged = columns.nameDocs[at] ?? 0;
      const number = numbers[(flagged & ~atBeginning) >>> 0] ?? gone;
      if (number === gone) continue;
      this.#names[this.#name] = (number | (flagged & atBeginning)) >>> 0;
      this.#name += 1;
    }
  }

  endTerm(key: string): void {
    if (this.#posting === this.#starts.posting.at(-1) && !this.#labelWords.has(key)) return;
    this.#keys.push(key);
    this.#starts.posting.push(this.#posting);
    this.#starts.occurrence.push(this.#occurrence);
    this.#starts.name.push(this.#name);
  }

  columns(): PostingColumns {
    return {
      ...termColumns(this.#keys),
      ...labelColumns(this.#keys),
      postingStarts: Uint32Array.from(this.#starts.posting),
      postingDocs: this.#docs.subarray(0, this.#posting),
      postingCounts: this.#counts.subarray(0, this.#posting),
      postingImpacts: this.#impacts.subarray(0, this.#posting),
      occurrenceStarts: Uint32Array.from(this.#starts.occurrence),
      occurrences: this.#occurrences.subarray(0, this.#occurrence),
      nameStarts: Uint32Array.from(this.#starts.name),
      nameDocs: this.#names.subarray(0, this.#name),
    };
  }
}
