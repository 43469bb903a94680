import { ownIri } from './base.ts';
import type { ThingId } from './thing-id.ts';

/** Names of the graphs that are not a record's claim; a claim's graph is named by its record's IRI. */
export const graphs = {
  /** Default graph of engines whose own default is a union. */
  published: ownIri('/graph/published'),
  provenance: ownIri('/graph/provenance'),
  vocabulary: ownIri('/graph/vocabulary'),
  territories: ownIri('/graph/territories'),
  /** What we worked out about a thing: territory, suggested concepts; never mixed with what sources declared. */
  inferred: (thing: ThingId) => ownIri(`/graph/inferred/${thing}`),
  /** What people edited on a thing. */
  edited: (thing: ThingId) => ownIri(`/graph/edited/${thing}`),
} as const;
