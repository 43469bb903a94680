import type { Lexeme } from '../analysis/lexeme.ts';

const maxCount = 255;

/** Postings of sorted terms, as columns of a segment. */
interface PostingColumns {
  readonly postingStarts: Uint32Array;
  readonly postingDocs: Uint32Array;
  readonly postingCounts: Uint8Array;
  readonly occurrenceStarts: Uint32Array;
  readonly occurrences: Uint16Array;
}

/** Occurrences of terms in the order of docs; turned into postings by one counting sort. */
export class OccurrenceLog {
  /** Numbers of the terms by key, in the order in which they first came. */
  readonly #terms = new Map<string, number>();
  /** The same, from 1, by the number of a lexeme: 0 for those that have not come yet. */
  #termsOfLexemes = new Uint32Array(1024);
  #eventTerms = new Uint32Array(1024);
  #eventDocs = new Uint32Array(1024);
  #eventCodes = new Uint16Array(1024);
  #events = 0;

  /** Makes a term known that may have no occurrence of its own; gives its number. */
  know(key: string): number {
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const term = this.#terms.size;
    this.#terms.set(key, term);
    return term;
  }

  /** A keyword of a doc; true when none had it before. */
  add(key: string, doc: number): boolean {
    const before = this.#terms.size;
    this.#push(this.know(key), doc, 0);
    return this.#terms.size > before;
  }

  addWord(lexeme: Lexeme, doc: number, occurrence: number): void {
    this.#push(this.#termOf(lexeme), doc, occurrence);
  }

  keys(): string[] {
    return [...this.#terms.keys()].sort();
  }

  /** The postings of all terms, whose sorted keys are given. A doc keeps at most 255 occurrences of a word. */
  postings(keys: readonly string[]): PostingColumns {
    const rank = new Uint32Array(keys.length);
    for (const [place, key] of keys.entries()) rank[this.#terms.get(key) ?? 0] = place;
    const { starts, order } = sortedBy(this.#eventTerms.subarray(0, this.#events), rank);
    const postingStarts = new Uint32Array(keys.length + 1);
    const occurrenceStarts = new Uint32Array(keys.length + 1);
    const postingDocs = new Uint32Array(order.length);
    const postingCounts = new Uint8Array(order.length);
    const occurrences = new Uint16Array(order.length);
    let [posting, occurrence] = [0, 0];
    for (let term = 0; term < keys.length; term += 1) {
      let last = -1;
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) {
        const event = order[at] ?? 0;
        const doc = this.#eventDocs[event] ?? 0;
        if (doc !== last) {
          postingDocs[posting] = doc;
          posting += 1;
          last = doc;
        }
        const count = postingCounts[posting - 1] ?? 0;
        if (count === maxCount) continue;
        postingCounts[posting - 1] = count + 1;
        occurrences[occurrence] = this.#eventCodes[event] ?? 0;
        occurrence += 1;
      }
      postingStarts[term + 1] = posting;
      occurrenceStarts[term + 1] = occurrence;
    }
    return {
      postingStarts,
      postingDocs: postingDocs.subarray(0, posting),
      postingCounts: postingCounts.subarray(0, posting),
      occurrenceStarts,
      occurrences: occurrences.subarray(0, occurrence),
    };
  }

  #termOf({ number, key }: Lexeme): number {
    if (number >= this.#termsOfLexemes.length)
      this.#termsOfLexemes = grown(this.#termsOfLexemes, new Uint32Array(number * 2));
    const known = this.#termsOfLexemes[number] ?? 0;
    if (known !== 0) return known - 1;
    const term = this.know(key);
    this.#termsOfLexemes[number] = term + 1;
    return term;
  }

  #push(term: number, doc: number, code: number): void {
    const event = this.#events;
    if (event === this.#eventTerms.length) {
      this.#eventTerms = grown(this.#eventTerms, new Uint32Array(event * 2));
      this.#eventDocs = grown(this.#eventDocs, new Uint32Array(event * 2));
      this.#eventCodes = grown(this.#eventCodes, new Uint16Array(event * 2));
    }
    this.#eventTerms[event] = term;
    this.#eventDocs[event] = doc;
    this.#eventCodes[event] = code;
    this.#events += 1;
  }
}

function grown<Numbers extends Uint32Array | Uint16Array>(numbers: Numbers, into: Numbers): Numbers {
  into.set(numbers);
  return into;
}

/** The numbers of events by the rank of their term; events of one term stay in their order. */
function sortedBy(terms: Uint32Array, rank: Uint32Array): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(rank.length + 1);
  for (let event = 0; event < terms.length; event += 1) {
    const after = (rank[terms[event] ?? 0] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let term = 0; term < rank.length; term += 1)
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const next = starts.slice();
  const order = new Uint32Array(terms.length);
  for (let event = 0; event < terms.length; event += 1) {
    const place = rank[terms[event] ?? 0] ?? 0;
    const to = next[place] ?? 0;
    order[to] = event;
    next[place] = to + 1;
  }
  return { starts, order };
}
