/** Whole numbers in one typed array that doubles when it is full. */
export class GrowingNumbers {
  #numbers = new Uint32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const grown = new Uint32Array(this.#numbers.length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  /** A view, good until the next push. */
  view(): Uint32Array {
    return this.#numbers.subarray(0, this.length);
  }
}
