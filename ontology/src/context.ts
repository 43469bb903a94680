import { readFileSync } from 'node:fs';

/** The JSON-LD context of what we publish: the members of `@context`. A draft until the first release. */
export const jsonLdContext = (
  JSON.parse(readFileSync(new URL('../context/v0.jsonld', import.meta.url), 'utf8')) as {
    '@context': Record<string, string | number | Record<string, string>>;
  }
)['@context'];

/** Where the context is served. */
export const contextUrlPath = '/context/v0.jsonld';
