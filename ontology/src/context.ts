import { readFileSync } from 'node:fs';
import { conceptSchemes, conceptIri } from './concepts.ts';
import { prefixes } from './terms.ts';

/** What a term of the context means: its IRI alone, or with how its values are written. */
export type TermDefinition =
  | string
  | {
      readonly '@id': string;
      readonly '@type'?: string;
      readonly '@container'?: string;
      /** Concepts are written by their code: their scheme is the vocabulary of such a value. */
      readonly '@context'?: { readonly '@vocab': string };
    };

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
}

/**
 * The JSON-LD context of what we publish: the members of `@context`. A draft until the first release freezes it. Texts
 * have two terms: `name` for a text whose language is not known, `nameByLanguage` for a map by language.
 */
export const jsonLdContext = (
  readJson('context/v0.jsonld') as { '@context': Record<string, TermDefinition> }
)['@context'];

/** Whole IRI of a name such as `dcterms:subject`; what has none of our prefixes is given back. */
function expanded(name: string): string {
  const [prefix = '', local = ''] = name.split(':', 2);
  const base = (prefixes as Readonly<Record<string, string>>)[prefix];
  return base === undefined ? name : base + local;
}

/** The context says which properties are written by the code of a concept, and of which scheme. */
const schemesByProperty: ReadonlyMap<string, string> = new Map(
  Object.values(jsonLdContext).flatMap((term): [string, string][] => {
    if (typeof term === 'string') return [];
    const scheme = conceptSchemes.find((name) => conceptIri(name, '') === term['@context']?.['@vocab']);
    return scheme === undefined ? [] : [[expanded(term['@id']), scheme]];
  }),
);

/** Name of the scheme whose concepts are the values of a property; undefined for any other property. */
export function schemeOfProperty(property: string): string | undefined {
  return schemesByProperty.get(property);
}

/** The property that takes the concepts of a scheme; undefined for a scheme that none takes. */
export function propertyOfScheme(scheme: string): string | undefined {
  return [...schemesByProperty].find(([, of]) => of === scheme)?.[0];
}

/** Where the context is served. */
export const contextUrlPath = '/context/v0.jsonld';

/** A JSON-LD frame that takes a graph apart into the documents of its things, each with its parts inside it. */
export interface ThingFrame {
  readonly '@context': typeof jsonLdContext;
  readonly '@id'?: string;
  readonly [keyword: string]: unknown;
}

/** The frame of the API's documents: of every thing in the graph, or of the one that is named. */
export function thingFrame(iri?: string): ThingFrame {
  const frame = readJson('frames/v0.jsonld') as object;
  return { '@context': jsonLdContext, ...frame, ...(iri === undefined ? {} : { '@id': iri }) };
}
