import { editsBetween, foldPlaceName, withoutArticle } from '../fold-place-name.ts';
import type { NamedCommune, NameKind, Territory } from './territories.ts';

/** A name, also without its article, with the letters that it has as bits: most are ruled out without counting edits. */
interface Spelling {
  readonly spelled: string;
  readonly name: string;
  readonly letters: number;
}

/** Communes by folded name: found exactly, or within a few edits. */
export class CommuneNames {
  readonly #byName = new Map<string, NamedCommune[]>();
  readonly #lastWords = new Set<string>();
  #byLength: Map<number, Spelling[]> | undefined;

  add(name: string, commune: Territory, kind: NameKind): void {
    const folded = foldPlaceName(name);
    this.#lastWords.add(folded.slice(folded.lastIndexOf(' ') + 1));
    const known = this.#byName.get(folded);
    if (known === undefined) this.#byName.set(folded, [{ commune, kind }]);
    else if (!known.some((each) => each.commune.code === commune.code)) known.push({ commune, kind });
  }

  /** Communes that have or had the name; else those that a place in them or another language calls so. */
  named(folded: string): readonly NamedCommune[] {
    const found = this.ever(folded);
    const official = found.filter(({ kind }) => kind === 'name' || kind === 'former-name');
    return official.length > 0 ? official : found;
  }

  ever(folded: string): readonly NamedCommune[] {
    return this.#byName.get(folded) ?? [];
  }

  /** True where a word ends some name. */
  ends(word: string): boolean {
    return this.#lastWords.has(word);
  }

  /** The closest names within `limit` edits. */
  like(folded: string, limit: number): readonly NamedCommune[] {
    const letters = lettersOf(folded);
    let best = limit;
    let found: NamedCommune[] = [];
    for (let length = folded.length - limit; length <= folded.length + limit; length += 1) {
      for (const { spelled, name, letters: others } of this.#spellings().get(length) ?? []) {
        if (bitCount(letters ^ others) > 2 * best) continue;
        const edits = editsBetween(folded, spelled, best);
        if (edits > best) continue;
        if (edits < best) found = [];
        best = edits;
        found.push(...this.named(name));
      }
    }
    return [...new Map(found.map((each) => [each.commune.code, each])).values()];
  }

  #spellings(): Map<number, Spelling[]> {
    this.#byLength ??= Map.groupBy(
      [...this.#byName.keys()].flatMap((name) =>
        [...new Set([name, withoutArticle(name)])].map((spelled) => ({
          spelled,
          name,
          letters: lettersOf(spelled),
        })),
      ),
      ({ spelled }) => spelled.length,
    );
    return this.#byLength;
  }
}

function lettersOf(name: string): number {
  let bits = 0;
  for (let at = 0; at < name.length; at += 1) bits |= 1 << ((name.charCodeAt(at) - 97) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
