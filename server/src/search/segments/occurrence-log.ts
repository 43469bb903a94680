import { GrowingNumbers } from './growing.ts';

const maxCount = 255;

/** Postings of sorted terms, as columns of a segment. */
interface PostingColumns {
  readonly postingStarts: Uint32Array;
  readonly postingDocs: Uint32Array;
  readonly postingCounts: Uint8Array;
  readonly occurrenceStarts: Uint32Array;
  readonly occurrences: Uint16Array;
}

/** Occurrences of words in the order of docs; turned into postings by one counting sort. */
export class OccurrenceLog {
  /** Numbers of the terms by key, in the order in which they first came. */
  readonly #terms = new Map<string, number>();
  readonly #term = new GrowingNumbers();
  readonly #doc = new GrowingNumbers();
  readonly #code = new GrowingNumbers();

  add(key: string, doc: number, code: number): void {
    let term = this.#terms.get(key);
    if (term === undefined) {
      term = this.#terms.size;
      this.#terms.set(key, term);
    }
    this.#term.push(term);
    this.#doc.push(doc);
    this.#code.push(code);
  }

  keys(): string[] {
    return [...this.#terms.keys()].sort();
  }

  /** The postings of some terms in the order of `keys`. A doc keeps at most 255 occurrences of a word. */
  postings(keys: readonly string[]): PostingColumns {
    const rank = new Uint32Array(keys.length);
    for (const [place, key] of keys.entries()) rank[this.#terms.get(key) ?? 0] = place;
    const [terms, docs, codes] = [this.#term.view(), this.#doc.view(), this.#code.view()];
    const { starts, order } = sortedBy(terms, rank);
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
        const doc = docs[event] ?? 0;
        if (doc !== last) {
          postingDocs[posting] = doc;
          posting += 1;
          last = doc;
        }
        const count = postingCounts[posting - 1] ?? 0;
        if (count === maxCount) continue;
        postingCounts[posting - 1] = count + 1;
        occurrences[occurrence] = codes[event] ?? 0;
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
}

/** The numbers of events by the rank of their term; events of one term stay in their order. */
function sortedBy(terms: Uint32Array, rank: Uint32Array): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(rank.length + 1);
  for (const term of terms) {
    const after = (rank[term] ?? 0) + 1;
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
