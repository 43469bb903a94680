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
