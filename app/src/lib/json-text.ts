/**
 * Data that JSON can hold, sent to the browser as one text (`hooks.ts` says how). Kit writes other data value by value, which
 * for the thousands of values on a page of results takes longer than rendering it.
 */
export class JsonText<T> {
  readonly value: T;

  constructor(value: T) {
    this.value = value;
  }
}
