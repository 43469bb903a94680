/**
 * Arrays that live as long as one query. Within {@link withScratch} they are cut from buffers that are used again: an
 * array of a hundred thousand docs made anew for every clause costs more than what is computed in it. They are not
 * zeroed, and must not be kept or handed out of the query. Elsewhere each is a new array.
 */
class Pool<Numbers extends Uint32Array | Float64Array> {
  readonly #make: (length: number) => Numbers;
  #buffer: Numbers;
  #used = 0;
  /** How much the query would have needed, had there been room. */
  #wanted = 0;

  constructor(make: (length: number) => Numbers) {
    this.#make = make;
    this.#buffer = make(0);
  }

  cut(length: number): Numbers {
    this.#wanted += length;
    if (this.#used + length > this.#buffer.length) return this.#make(length);
    const from = this.#used;
    this.#used += length;
    return this.#buffer.subarray(from, this.#used) as Numbers;
  }

  /** Makes room for a query like the one that ends, within bounds. */
  reset(): void {
    if (this.#wanted > this.#buffer.length && this.#buffer.length < mostKept)
      this.#buffer = this.#make(Math.min(this.#wanted * 2, mostKept));
    this.#used = this.#wanted = 0;
  }
}

/** Numbers that a thread keeps between queries at most, for each type. */
const mostKept = 2 ** 24;

const integers = new Pool((length) => new Uint32Array(length));
const numbers = new Pool((length) => new Float64Array(length));
let depth = 0;

/** Runs a query; what it cut is free for the next one when the outermost of nested queries ends. */
export function withScratch<Answer>(query: () => Answer): Answer {
  depth += 1;
  try {
    return query();
  } finally {
    depth -= 1;
    if (depth === 0) {
      integers.reset();
      numbers.reset();
    }
  }
}

export function scratchIntegers(length: number): Uint32Array {
  return depth === 0 ? new Uint32Array(length) : integers.cut(length);
}

export function scratchNumbers(length: number): Float64Array {
  return depth === 0 ? new Float64Array(length) : numbers.cut(length);
}
