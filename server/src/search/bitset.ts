/** A set of small whole numbers as bits; grows as needed. */
export class Bitset {
  #words: Uint32Array;

  constructor(words = new Uint32Array(1)) {
    this.#words = words;
  }

  /** The numbers from 0 to `size` − 1. */
  static full(size: number): Bitset {
    const words = new Uint32Array(Math.max(Math.ceil(size / 32), 1)).fill(0xffffffff);
    const rest = size % 32;
    if (rest > 0) words[words.length - 1] = 2 ** rest - 1;
    if (size === 0) words[0] = 0;
    return new Bitset(words);
  }

  add(member: number): void {
    const index = member >>> 5;
    if (index >= this.#words.length) {
      const grown = new Uint32Array(Math.max(index + 1, this.#words.length * 2));
      grown.set(this.#words);
      this.#words = grown;
    }
    this.#words[index] = ((this.#words[index] ?? 0) | (1 << (member & 31))) >>> 0;
  }

  delete(member: number): void {
    const index = member >>> 5;
    if (index < this.#words.length)
      this.#words[index] = ((this.#words[index] ?? 0) & ~(1 << (member & 31))) >>> 0;
  }

  has(member: number): boolean {
    return (((this.#words[member >>> 5] ?? 0) >>> (member & 31)) & 1) === 1;
  }

  and(other: Bitset): Bitset {
    const words = new Uint32Array(Math.min(this.#words.length, other.#words.length));
    for (let index = 0; index < words.length; index += 1) {
      words[index] = ((this.#words[index] ?? 0) & (other.#words[index] ?? 0)) >>> 0;
    }
    return new Bitset(words);
  }

  or(other: Bitset): Bitset {
    const words = new Uint32Array(Math.max(this.#words.length, other.#words.length));
    for (let index = 0; index < words.length; index += 1) {
      words[index] = ((this.#words[index] ?? 0) | (other.#words[index] ?? 0)) >>> 0;
    }
    return new Bitset(words);
  }

  /** How many members both sets have. */
  countWith(other: Bitset): number {
    const length = Math.min(this.#words.length, other.#words.length);
    let count = 0;
    for (let index = 0; index < length; index += 1)
      count += ones((this.#words[index] ?? 0) & (other.#words[index] ?? 0));
    return count;
  }

  get size(): number {
    return this.countWith(this);
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const [index, word] of this.#words.entries()) {
      for (let rest = word; rest !== 0; rest &= rest - 1) yield index * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24) & 0xff;
}
