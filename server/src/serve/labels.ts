import { createRequire } from 'node:module';
import { concepts } from '@carrefour/ontology';
import countries from 'i18n-iso-countries';
import type { Lang } from '../contract.ts';
import type { Kind } from '../domain/kinds.ts';
import { qualityRanges, type FacetName } from '../domain/search-query.ts';
import type { SoughtThing } from '../domain/sought.ts';
import type { CompletionLabel } from '../search/search-index.ts';

/** Words for codes, in the reader's language. Sources are not here: their names come from their declarations. */
export interface Labels {
  /** The words for a facet value, or the value itself where there are none. */
  of(facet: FacetName, value: string, lang: Lang): string;
  /** What else a value is called: other labels of a concept, the code of a territory. */
  otherNames(facet: FacetName, value: string, lang: Lang): readonly string[];
  /** False for a value that no vocabulary holds. Licences, sources and programmes are open lists: always true. */
  isKnown(facet: FacetName, value: string): boolean;
  country(code: string, lang: Lang): string;
  /** What completion offers beside titles: concepts, French région and département, and country. */
  completions(): CompletionLabel[];
}

type Words = Readonly<Record<Lang, string>>;

const kindTable: Readonly<Record<Kind, Words>> = {
  innovation: { fr: 'Innovation', en: 'Innovation' },
  solution: { fr: 'Solution', en: 'Solution' },
  organization: { fr: 'Organisation', en: 'Organisation' },
  programme: { fr: 'Programme', en: 'Programme' },
  resource: { fr: 'Ressource', en: 'Resource' },
  event: { fr: 'Événement', en: 'Event' },
};

const kindWords = new Map<string, Words>(Object.entries(kindTable));

/** Short names of licences by a part of their IRI or of the name that sources write. */
const licenceWords: readonly (readonly [pattern: RegExp, words: Words])[] = [
  [/etalab|licence[- ]ouverte/i, { fr: 'Licence Ouverte', en: 'Open Licence (Etalab)' }],
  [/publicdomain\/zero|\bcc0\b/i, { fr: 'CC0', en: 'CC0' }],
  [/public[ -]?domain/i, { fr: 'Domaine public', en: 'Public domain' }],
  [/odbl/i, { fr: 'ODbL', en: 'ODbL' }],
];

const completedFacets = ['theme', 'audience', 'stage', 'method', 'actor'] as const;
const conceptFacets = [...completedFacets, 'sdg', 'evidence'] as const;
type ConceptFacet = (typeof conceptFacets)[number];

const rightsWords = new Map<string, Words>([
  ['open', { fr: 'Données ouvertes', en: 'Open data' }],
  ['shown', { fr: 'À lire ici seulement', en: 'To be read here only' }],
]);

const soughtTable: Readonly<Record<SoughtThing, Words>> = {
  place: { fr: 'Cherche un lieu', en: 'Seeks a place' },
  volunteers: { fr: 'Cherche des bénévoles', en: 'Seeks volunteers' },
  funding: { fr: 'Cherche un financement', en: 'Seeks funding' },
  partners: { fr: 'Cherche des partenaires', en: 'Seeks partners' },
  equipment: { fr: 'Cherche du matériel', en: 'Seeks equipment' },
  skills: { fr: 'Cherche des compétences', en: 'Seeks skills' },
  participants: { fr: 'Cherche des participantes et participants', en: 'Seeks participants' },
  other: { fr: 'Cherche autre chose', en: 'Seeks something else' },
};

const soughtWords = new Map<string, Words>(Object.entries(soughtTable));

interface Division {
  readonly code: string;
  readonly nom: string;
}

/** Names of the territories that are in no list of labels: EPCIs, communes, divisions of other countries. */
export type TerritoryNaming = (id: string) => string | undefined;

/** Reads the lists once; the object is stateless afterwards. */
export function createLabels(nameOf: TerritoryNaming = () => undefined): Labels {
  const byFacet = new Map(conceptFacets.map((scheme) => [scheme as string, conceptWords(scheme)]));
  const others = new Map(conceptFacets.map((scheme) => [scheme as string, conceptOtherWords(scheme)]));
  const territories = divisionWords();
  const country = (code: string, lang: Lang): string => countryName(code, lang) ?? code;
  const ofTerritory = (value: string, lang: Lang): string | undefined =>
    territories.get(value) ??
    (value.startsWith('country-') ? countryName(value.slice('country-'.length), lang) : nameOf(value));
  const find = (facet: FacetName, value: string, lang: Lang): string | undefined => {
    if (facet === 'kind') return kindWords.get(value)?.[lang];
    if (facet === 'territory') return ofTerritory(value, lang);
    if (facet === 'contentLang') return languageName(value, lang);
    if (facet === 'licence') return licenceName(value, lang);
    if (facet === 'rights') return rightsWords.get(value)?.[lang];
    if (facet === 'seeks') return soughtWords.get(value)?.[lang];
    if (facet === 'quality') return rangeWords(value, lang);
    return byFacet.get(facet)?.get(value)?.[lang];
  };
  return {
    of: (facet, value, lang) => find(facet, value, lang) ?? value,
    otherNames: (facet, value, lang) =>
      facet === 'territory'
        ? [value.slice(value.indexOf('-') + 1)]
        : (others.get(facet)?.get(value)?.[lang] ?? []),
    isKnown: (facet, value) => openFacets.has(facet) || find(facet, value, 'fr') !== undefined,
    country,
    completions: () => [
      ...completedFacets.flatMap((facet) => conceptCompletions(byFacet.get(facet) ?? new Map())),
      ...[...territories].map(([value, name]) => territoryCompletion(value, name)),
      ...Object.keys(countries.getAlpha2Codes()).map((code) => ({
        group: 'territory' as const,
        value: `country-${code}`,
        labels: { fr: country(code, 'fr'), en: country(code, 'en') },
      })),
    ],
  };
}

const openFacets: ReadonlySet<FacetName> = new Set(['source', 'licence', 'programme']);

function rangeWords(range: string, lang: Lang): string | undefined {
  const [from = '', to = ''] = range.split('-');
  if (!qualityRanges.some((known) => known === range)) return undefined;
  return lang === 'fr' ? `${from} à ${to} sur 100` : `${from} to ${to} out of 100`;
}

function conceptWords(scheme: ConceptFacet): ReadonlyMap<string, Words> {
  return new Map(concepts(scheme).map(({ code, prefLabel }) => [code, prefLabel]));
}

function conceptOtherWords(
  scheme: ConceptFacet,
): ReadonlyMap<string, Readonly<Record<Lang, readonly string[]>>> {
  return new Map(concepts(scheme).map(({ code, altLabels }) => [code, altLabels]));
}

function conceptCompletions(words: ReadonlyMap<string, Words>): CompletionLabel[] {
  return [...words].map(([value, labels]) => ({ group: 'concept', value, labels: { ...labels } }));
}

/** Departments carry their number, which people type as often as the name. */
function territoryCompletion(value: string, name: string): CompletionLabel {
  const text = value.startsWith('departement-') ? `${name} (${value.slice('departement-'.length)})` : name;
  return { group: 'territory', value, labels: { fr: text, en: text } };
}

/** French régions and départements by `{level}-{code}`; their names are the same in both languages. */
function divisionWords(): ReadonlyMap<string, string> {
  const require = createRequire(import.meta.url);
  const regions = require('@etalab/decoupage-administratif/data/regions.json') as Division[];
  const departements = require('@etalab/decoupage-administratif/data/departements.json') as Division[];
  return new Map([
    ...regions.map(({ code, nom }) => [`region-${code}`, nom] as const),
    ...departements.map(({ code, nom }) => [`departement-${code}`, nom] as const),
  ]);
}

const displayNames = {
  region: {
    fr: new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' }),
    en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
  },
  language: {
    fr: new Intl.DisplayNames('fr', { type: 'language', fallback: 'none' }),
    en: new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }),
  },
};

function countryName(code: string, lang: Lang): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? displayNames.region[lang].of(code) : undefined;
}

function languageName(code: string, lang: Lang): string | undefined {
  return /^[a-z]{2,3}$/.test(code) ? displayNames.language[lang].of(code) : undefined;
}

function licenceName(value: string, lang: Lang): string {
  const known = licenceWords.find(([pattern]) => pattern.test(value))?.[1][lang];
  if (known !== undefined) return known;
  const creativeCommons = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/.exec(value);
  return creativeCommons === null
    ? value
    : `CC ${(creativeCommons[1] ?? '').toUpperCase()} ${creativeCommons[2] ?? ''}`;
}
