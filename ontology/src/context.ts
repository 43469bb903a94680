import { readFileSync } from 'node:fs';

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
