/** The UTF-16 units of a text in an array: to read one costs less than to ask the string. */
export interface TextUnits {
  readonly text: string;
  /** May be longer than the text. */
  readonly units: Uint16Array;
  readonly length: number;
}

const unitBytes = 2;

/** Lays out the units of one text at a time in an array that is used again. */
export class UnitsReader {
  #bytes = Buffer.alloc(1024);
  #units = new Uint16Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length / unitBytes);

  /** The units of a text, good until the next call. */
  read(text: string): TextUnits {
    if (text.length > this.#units.length) {
      const bytes = Buffer.alloc(text.length * unitBytes * 2);
      this.#bytes = bytes;
      this.#units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / unitBytes);
    }
    this.#bytes.write(text, 'utf16le');
    return { text, units: this.#units, length: text.length };
  }
}
