import { createRequire } from 'node:module';
import { conceptSchemes, concepts } from '@carrefour/ontology';
import type { Kind } from '../server/src/domain/kinds.ts';
import type { DocPlace, ThingDoc } from '../server/src/domain/thing-doc.ts';
import { thingId } from '../server/src/domain/thing-id.ts';

/** Words of the field, most frequent first; stop words stand between them as French has them. */
const plain =
  `projet association jardin habitant atelier ville service quartier partage solidaire jeune personne commune
  école lieu emploi alimentation mobilité culture logement santé numérique énergie réseau village épicerie garage vélo
  formation insertion famille enfant parent aide accompagnement bénévole local recyclage réparation ressourcerie cantine
  repas producteur agriculture circuit court marché monnaie coopérative entreprise salarié territoire rural transport
  voiture covoiturage handicap aîné senior isolement lien social intergénérationnel habitat colocation tiers fablab
  bibliothèque théâtre musique sport forêt eau déchet compost biodiversité citoyen démocratie budget participatif
  accueil migrant réfugié langue français droit justice prévention soin hôpital pharmacie médiation`.split(
    /\s+/,
  );
const stopWords = 'de la le et les des en un une du pour dans à par sur avec qui au que plus'.split(' ');
const onsets = 'b c d f g l m n p r s t v br cl cr dr fl gr pl pr tr ch'.split(' ');
const vowels = 'a e i o u é è ou ai an on in eau'.split(' ');
const endings = ['', 's', 'e', 'es', 'tion', 'ment', 'eur', 'euse', 'ique', 'able', 'ité'];

/** As often as real sources have them. No solutions: those are a curated handful, whatever the size of the rest. */
const kindsByWeight: readonly Kind[] = [
  ...Array<Kind>(12).fill('innovation'),
  ...Array<Kind>(5).fill('organization'),
  'resource',
  'event',
  'programme',
];

const vocabularySize = 40_000;
const zipfExponent = 1.05;
const stopWordShare = 0.42;

/** Mulberry32: the same seed gives the same corpus. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Commune {
  readonly nom: string;
  readonly departement?: string;
  readonly region?: string;
  readonly codesPostaux?: readonly string[];
}

/** Invented descriptions in French-like words by a Zipf law, in real communes, about 1.8 kB each. */
export class Corpus {
  readonly vocabulary: readonly string[];
  readonly #random: () => number;
  readonly #sums: Float64Array;
  readonly #communes: readonly Commune[];
  readonly #codes: Readonly<Record<string, readonly string[]>>;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.vocabulary = this.#makeWords();
    this.#sums = new Float64Array(vocabularySize);
    let sum = 0;
    for (const rank of this.#sums.keys()) this.#sums[rank] = sum += 1 / (rank + 2) ** zipfExponent;
    const require = createRequire(new URL('../server/package.json', import.meta.url));
    const all = require('@etalab/decoupage-administratif/data/communes.json') as Commune[];
    this.#communes = all.filter(({ departement, codesPostaux }) => departement !== undefined && codesPostaux);
    this.#codes = Object.fromEntries(
      conceptSchemes.map((scheme) => [scheme, concepts(scheme).map(({ code }) => code)]),
    );
  }

  doc(number: number): ThingDoc {
    const source = `source-${String(Math.floor(this.#random() ** 2 * 40))}`;
    const place = this.#place();
    return {
      id: thingId({ source, set: 'bench', key: String(number) }, 'it'),
      kind: this.#pick(kindsByWeight),
      slug: 'bench',
      title: { fr: this.#text(6) },
      summary: { fr: this.#text(30) },
      need: { fr: this.#text(80) },
      answer: { fr: this.#text(110) },
      results: { fr: this.#text(50) },
      concepts: Object.fromEntries(
        ['theme', 'audience', 'method', 'stage', 'actor'].map((scheme) => [scheme, this.#codesOf(scheme)]),
      ),
      keywords: [this.#word(), this.#word()],
      links: [],
      places: [place],
      startDate: String(2005 + Math.floor(this.#random() * 20)),
      languages: ['fr'],
      sources: [
        {
          source,
          sourceName: source,
          set: 'bench',
          key: String(number),
          licence: this.#pick(['CC BY 4.0', 'ODbL', 'Licence Ouverte']),
          agreement: 'open',
          harvestedAt: new Date(1_600_000_000_000 + this.#random() * 1.6e11).toISOString(),
        },
      ],
      isOpen: true,
      mergedIds: [],
    };
  }

  #codesOf(scheme: string): string[] {
    const codes = this.#codes[scheme] ?? [];
    return codes.length === 0 ? [] : [...new Set([this.#pick(codes), this.#pick(codes)])];
  }

  #place(): DocPlace {
    const {
      nom,
      departement = '',
      region = '',
      codesPostaux: [postcode = ''] = [],
    } = this.#pick(this.#communes);
    return {
      role: 'implemented',
      city: nom,
      postcode,
      lat: 42.5 + this.#random() * 8.4,
      lon: -4.5 + this.#random() * 12.5,
      precision: 'commune',
      territories: ['country-FR', `region-${region}`, `departement-${departement}`],
    };
  }

  #text(words: number): string {
    return Array.from({ length: words }, () =>
      this.#random() < stopWordShare ? this.#pick(stopWords) : this.#word(),
    ).join(' ');
  }

  #word(): string {
    const target = this.#random() * (this.#sums.at(-1) ?? 1);
    let low = 0;
    for (let high = vocabularySize - 1; low < high;) {
      const middle = (low + high) >>> 1;
      if ((this.#sums[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return this.vocabulary[low] ?? 'projet';
  }

  #makeWords(): string[] {
    const words = new Set(plain);
    while (words.size < vocabularySize) {
      const syllables = 1 + Math.floor(this.#random() * 3);
      const stem = Array.from({ length: syllables }, () => this.#pick(onsets) + this.#pick(vowels)).join('');
      words.add(stem + this.#pick(onsets) + this.#pick(endings));
    }
    return [...words];
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T;
  }
}
