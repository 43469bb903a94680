import type { TextUnits } from './text-units.ts';

/** Words of a language are few and come back: a bound that ordinary data never reaches. */
const most = 500_000;
const fewest = 2048;

/**
 * What is known of words by their letters, read where they stand in a text: a known word costs no string. Forgets
 * everything when it is full.
 */
export class LetterTable<Known> {
  readonly #known: Known[] = [];
  #hashes = new Int32Array(fewest);
  /** The letters of all words, one after another; the `n`th ends at `ends[n]`. */
  #letters = new Uint16Array(fewest * 8);
  #ends = new Uint32Array(fewest);
  /** Numbers of the words from 1; 0 for a free slot. A power of two, at most half of it in use. */
  #slots = new Uint32Array(fewest);

  /** What is known of the word from `start` to `end`; where nothing is, `learn` is asked once. */
  at({ text, units }: TextUnits, place: WordPlace, learn: (written: string) => Known): Known {
    const hash = hashOf(units, place.start, place.end);
    const slot = this.#slotOf(units, place, hash);
    const number = this.#slots[slot] ?? 0;
    if (number > 0) return this.#known[number - 1] as Known;
    const known = learn(text.slice(place.start, place.end));
    if (this.#known.length === most) this.#empty();
    this.#add(units, place, { hash, known });
    return known;
  }

  #add(units: Uint16Array, { start, end }: WordPlace, { hash, known }: { hash: number; known: Known }): void {
    const word = this.#known.length;
    const from = this.#ends[word - 1] ?? 0;
    const to = from + end - start;
    if (to > this.#letters.length) this.#letters = enlarged(this.#letters, new Uint16Array(to * 2));
    this.#letters.set(units.subarray(start, end), from);
    if (word === this.#ends.length) {
      this.#ends = enlarged(this.#ends, new Uint32Array(word * 2));
      this.#hashes = enlarged(this.#hashes, new Int32Array(word * 2));
    }
    this.#ends[word] = to;
    this.#hashes[word] = hash;
    this.#known.push(known);
    if (this.#known.length * 2 > this.#slots.length) this.#rebuild(this.#slots.length * 2);
    else this.#slots[this.#freeSlot(hash)] = word + 1;
  }

  #empty(): void {
    this.#known.length = 0;
    this.#slots = new Uint32Array(fewest);
  }

  #rebuild(size: number): void {
    this.#slots = new Uint32Array(size);
    for (let word = 0; word < this.#known.length; word += 1)
      this.#slots[this.#freeSlot(this.#hashes[word] ?? 0)] = word + 1;
  }

  #freeSlot(hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
    return slot;
  }

  /** The slot that holds a word, or the free one that it would take. */
  #slotOf(units: Uint16Array, { start, end }: WordPlace, hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (let number = this.#slots[slot] ?? 0; number !== 0; number = this.#slots[slot] ?? 0) {
      if (this.#hashes[number - 1] === hash && this.#isWord(number - 1, { units, start, end })) return slot;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #isWord(word: number, { units, start, end }: WordPlace & { units: Uint16Array }): boolean {
    const from = word === 0 ? 0 : (this.#ends[word - 1] ?? 0);
    if ((this.#ends[word] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at += 1) if (this.#letters[from + at - start] !== units[at]) return false;
    return true;
  }
}

/** Where a word stands. */
export interface WordPlace {
  readonly start: number;
  readonly end: number;
}

/** FNV-1a over units, mixed so that its low bits depend on all. */
function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

function enlarged<Numbers extends Uint16Array | Uint32Array | Int32Array>(
  numbers: Numbers,
  into: Numbers,
): Numbers {
  into.set(numbers);
  return into;
}
