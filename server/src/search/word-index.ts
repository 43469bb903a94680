import { analyse, isStopWord, type Token } from './analysis.ts';
import { fieldBoosts, fields } from './document.ts';

/** BM25 constants (Robertson and Zaragoza, 2009). */
const k1 = 1.2;
const b = 0.6;
const maxExpansions = 64;

/** How often a stem stands in each field of one doc, in the order of `fields`. */
type Frequencies = Uint16Array;

/** A word asked for. */
export interface WantedWord {
  readonly form: string;
  readonly stem: string;
  /** True for the word that is still being typed: longer words that begin with it match too. */
  readonly isPrefix: boolean;
}

/** An inverted index over the fields of docs, by slot number. */
export class WordIndex {
  readonly #postings = new Map<string, Map<number, Frequencies>>();
  /** Every form with its stem and how many docs hold it. */
  readonly #forms = new Map<string, { stem: string; count: number }>();
  readonly #docs = new Map<
    number,
    { lengths: Uint16Array; forms: ReadonlySet<string>; stems: readonly string[] }
  >();
  readonly #totals = new Float64Array(fields.length);
  #sorted: string[] | undefined;

  /** Texts by field, in the order of `fields`. */
  add(slot: number, texts: readonly string[]): void {
    const tokens = texts.map(analyse);
    const lengths = Uint16Array.from(tokens, ({ length }) => Math.min(length, 65_535));
    const forms = new Map<string, string>();
    for (const [field, words] of tokens.entries()) {
      this.#totals[field] = (this.#totals[field] ?? 0) + words.length;
      for (const { form, stem } of words) {
        forms.set(form, stem);
        this.#count(slot, stem, field);
      }
    }
    for (const [form, stem] of forms) {
      const known = this.#forms.get(form);
      if (known === undefined) {
        this.#forms.set(form, { stem, count: 1 });
        this.#sorted = undefined;
      } else known.count += 1;
    }
    const stems = tokens.map((words) => ` ${words.map(({ stem }) => stem).join(' ')} `);
    this.#docs.set(slot, { lengths, forms: new Set(forms.keys()), stems });
  }

  remove(slot: number): void {
    const doc = this.#docs.get(slot);
    if (doc === undefined) return;
    for (const [field, length] of doc.lengths.entries())
      this.#totals[field] = (this.#totals[field] ?? 0) - length;
    for (const form of doc.forms) {
      const known = this.#forms.get(form);
      if (known === undefined) continue;
      const postings = this.#postings.get(known.stem);
      postings?.delete(slot);
      if (postings?.size === 0) this.#postings.delete(known.stem);
      known.count -= 1;
      if (known.count > 0) continue;
      this.#forms.delete(form);
      this.#sorted = undefined;
    }
    this.#docs.delete(slot);
  }

  /** Slots that hold a word, with how well. */
  match(word: WantedWord): Map<number, number> {
    const stems = new Set([word.stem]);
    if (word.isPrefix)
      for (const form of this.formsFrom(word.form)) stems.add(this.#forms.get(form)?.stem ?? form);
    const scores = new Map<number, number>();
    for (const stem of stems) {
      const postings = this.#postings.get(stem) ?? new Map<number, Frequencies>();
      const rarity = Math.log(1 + (this.#docs.size - postings.size + 0.5) / (postings.size + 0.5));
      const weight = stem === word.stem ? 1 : 0.6;
      for (const [slot, frequencies] of postings) {
        const score = weight * rarity * this.#saturated(slot, frequencies);
        scores.set(slot, Math.max(scores.get(slot) ?? 0, score));
      }
    }
    return scores;
  }

  /** True when the stems stand next to one another, in this order, in one field. */
  hasPhrase(slot: number, stems: readonly string[]): boolean {
    const wanted = ` ${stems.join(' ')} `;
    return this.#docs.get(slot)?.stems.some((text) => text.includes(wanted)) ?? false;
  }

  isKnown({ form, stem, isPrefix }: WantedWord): boolean {
    return this.#postings.has(stem) || (isPrefix && this.formsFrom(form).length > 0);
  }

  /** Known forms that begin with some letters, at most {@link maxExpansions}. */
  formsFrom(prefix: string): string[] {
    const sorted = this.#sortedForms();
    let low = 0;
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let index = low; index < sorted.length && found.length < maxExpansions; index += 1) {
      const form = sorted[index] ?? '';
      if (!form.startsWith(prefix)) break;
      found.push(form);
    }
    return found;
  }

  /** Every known form with the number of docs that hold it. */
  *forms(): Iterable<readonly [form: string, count: number]> {
    for (const [form, { count }] of this.#forms) yield [form, count];
  }

  #sortedForms(): string[] {
    this.#sorted ??= [...this.#forms.keys()].sort();
    return this.#sorted;
  }

  #count(slot: number, stem: string, field: number): void {
    const postings = this.#postings.get(stem) ?? new Map<number, Frequencies>();
    const frequencies = postings.get(slot) ?? new Uint16Array(fields.length);
    frequencies[field] = (frequencies[field] ?? 0) + 1;
    postings.set(slot, frequencies);
    this.#postings.set(stem, postings);
  }

  /** BM25F: frequencies are weighted and normalised field by field, then saturated together. */
  #saturated(slot: number, frequencies: Frequencies): number {
    const lengths = this.#docs.get(slot)?.lengths;
    let weighted = 0;
    for (const [index, field] of fields.entries()) {
      const frequency = frequencies[index] ?? 0;
      if (frequency === 0) continue;
      const average = (this.#totals[index] ?? 0) / Math.max(this.#docs.size, 1);
      const length = lengths?.[index] ?? 0;
      weighted += (fieldBoosts[field] * frequency) / (1 - b + b * (length / Math.max(average, 1)));
    }
    return (weighted * (k1 + 1)) / (weighted + k1);
  }
}

/** What a text asks for: words, phrases in quotes, and words after a minus that must not be there. */
export interface WantedText {
  readonly words: readonly WantedWord[];
  readonly phrases: readonly (readonly string[])[];
  readonly without: readonly string[];
}

/** Reads a query as it was typed. The last word counts as unfinished unless a space or a quote follows it. */
export function parseWords(text: string): WantedText {
  const phrases: string[][] = [];
  const without: string[] = [];
  const rest = text
    .replaceAll(/"([^"]*)"|«([^»]*)»|“([^”]*)”/g, (_, ...parts: unknown[]) => {
      const quoted = parts.slice(0, 3).find((part) => typeof part === 'string') ?? '';
      const stems = analyse(quoted).map(({ stem }) => stem);
      if (stems.length > 0) phrases.push(stems);
      return ' ';
    })
    .replaceAll(/(^|\s)-(\S+)/g, (_, space: string, word: string) => {
      without.push(...analyse(word).map(({ stem }) => stem));
      return space;
    });
  const tokens = analyse(rest);
  const isOpen = /[\p{L}\p{N}]$/u.test(text);
  const words = withoutStopWords(tokens).map(({ form, stem, end }) => ({
    form,
    stem,
    isPrefix: isOpen && end === rest.length && form.length >= 2,
  }));
  return { words, phrases, without };
}

function withoutStopWords(tokens: readonly Token[]): readonly Token[] {
  const meaningful = tokens.filter(({ form }) => !isStopWord(form));
  return meaningful.length > 0 ? meaningful : tokens;
}
