/** Words of a language are few and come back: a bound that ordinary data never reaches. */
const most = 500_000;

/**
 * What is known of words by their letters, read where they stand in a text: a known word costs no new string. Forgets
 * everything when it is full.
 */
export class LetterTable<Known> {
  readonly #known: Known[] = [];
  readonly #written: string[] = [];
  /** Numbers of the words from 1; 0 for a free slot. A power of two, at most half of it in use. */
  #slots = new Uint32Array(2048);

  /** What is known of the word from `start` to `end`. */
  find(text: string, start: number, end: number): Known | undefined {
    const number = this.#slots[this.#slotOf(text, start, end)] ?? 0;
    return number === 0 ? undefined : this.#known[number - 1];
  }

  /** Learns a word that is not known. */
  add(written: string, known: Known): void {
    if (this.#known.length === most) this.#resize(2048, 0);
    else if (this.#known.length * 2 >= this.#slots.length) this.#resize(this.#slots.length * 2);
    this.#written.push(written);
    this.#known.push(known);
    this.#place(this.#known.length);
  }

  #resize(size: number, kept = this.#known.length): void {
    this.#slots = new Uint32Array(size);
    this.#known.length = this.#written.length = kept;
    for (let number = 1; number <= kept; number += 1) this.#place(number);
  }

  #place(number: number): void {
    const written = this.#written[number - 1] ?? '';
    this.#slots[this.#slotOf(written, 0, written.length)] = number;
  }

  /** The slot that holds a word, or the free one that it would take. */
  #slotOf(text: string, start: number, end: number): number {
    const last = this.#slots.length - 1;
    let hash = end - start;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    let slot = (hash ^ (hash >>> 15)) & last;
    for (let number = this.#slots[slot] ?? 0; number !== 0; number = this.#slots[slot] ?? 0) {
      if (isSame(this.#written[number - 1] ?? '', { text, start, end })) return slot;
      slot = (slot + 1) & last;
    }
    return slot;
  }
}

function isSame(
  written: string,
  { text, start, end }: { readonly text: string; readonly start: number; readonly end: number },
): boolean {
  if (written.length !== end - start) return false;
  for (let at = 0; at < written.length; at += 1)
    if (written.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}
