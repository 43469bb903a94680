/** A value of a JSON text with its line. */
export type JsonPlace =
  | { readonly is: 'object'; readonly line: number; readonly members: readonly JsonMember[] }
  | { readonly is: 'list'; readonly line: number; readonly items: readonly JsonPlace[] }
  | { readonly is: 'plain'; readonly line: number; readonly value: string };

export interface JsonMember {
  readonly name: string;
  readonly line: number;
  readonly value: JsonPlace;
}

const token = /[ \t\r\n]+|"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/gy;

/** How deep the brackets of a JSON text nest, whether or not it is well formed. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (sign === '{' || sign === '[') deepest = Math.max(deepest, (depth += 1));
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return deepest;
}

/** Where everything stands in a text that is JSON and nests no deeper than the stack allows. */
export function jsonPlaces(text: string): JsonPlace {
  const tokens: { sign: string; line: number }[] = [];
  let line = 1;
  for (const [sign] of text.replace(/^\uFEFF/, '').matchAll(token)) {
    if (/^\s/.test(sign)) line += sign.split('\n').length - 1;
    else tokens.push({ sign, line });
  }
  return new PlaceReader(tokens).value();
}

class PlaceReader {
  readonly #tokens: readonly { sign: string; line: number }[];
  #at = 0;

  constructor(tokens: readonly { sign: string; line: number }[]) {
    this.#tokens = tokens;
  }

  value(): JsonPlace {
    const { sign, line } = this.#next();
    if (sign === '{') return { is: 'object', line, members: this.#until('}', () => this.#member()) };
    if (sign === '[') return { is: 'list', line, items: this.#until(']', () => this.value()) };
    return { is: 'plain', line, value: String(JSON.parse(sign)) };
  }

  #member(): JsonMember {
    const { sign, line } = this.#next();
    this.#next();
    return { name: String(JSON.parse(sign)), line, value: this.value() };
  }

  #until<Item>(end: string, read: () => Item): Item[] {
    const items: Item[] = [];
    while (this.#at < this.#tokens.length) {
      const sign = this.#tokens[this.#at]?.sign;
      if (sign === end || sign === ',') this.#at += 1;
      if (sign === end) break;
      if (sign !== ',') items.push(read());
    }
    return items;
  }

  #next(): { sign: string; line: number } {
    const next = this.#tokens[this.#at] ?? { sign: 'null', line: 1 };
    this.#at += 1;
    return next;
  }
}
