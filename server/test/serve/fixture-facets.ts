import type { FacetName } from '../../src/domain/search-query.ts';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';

/** The values that the fixture's docs have in each facet. */
export const facetValuesOf: Readonly<Record<FacetName, (doc: ThingDoc) => readonly string[]>> = {
  kind: ({ kind }) => [kind],
  theme: ({ concepts }) => concepts['theme'] ?? [],
  territory: ({ places }) => places.flatMap(({ territories }) => territories),
  audience: ({ concepts }) => concepts['audience'] ?? [],
  method: ({ concepts }) => concepts['method'] ?? [],
  stage: ({ concepts }) => concepts['stage'] ?? [],
  actor: ({ concepts }) => concepts['actor'] ?? [],
  programme: ({ links }) => links.flatMap(({ id, role }) => (role === 'programme' ? [id] : [])),
  sdg: ({ concepts }) => concepts['sdg'] ?? [],
  source: (doc) => doc.sources.map((origin) => origin.source),
  contentLang: ({ languages }) => languages,
  licence: (doc) => doc.sources.map(({ licence }) => licence),
  evidence: ({ concepts }) => concepts['evidence'] ?? [],
  seeks: () => [],
  quality: () => ['0-24'],
  rights: ({ isOpen }) => [isOpen ? 'open' : 'shown'],
};
