/**
 * Terms that belong to formats themselves (RDF syntax, the paging of collections), not to the vocabulary that records
 * are mapped to: what reads bytes knows these, and no others.
 */
export const rdfSyntax = {
  type: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type',
  first: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#first',
  rest: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#rest',
  nil: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#nil',
  string: 'http://www.w3.org/2001/XMLSchema#string',
  langString: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString',
} as const;

/** Links from a page of a collection to the one that is read after it (Hydra, ActivityStreams 2.0, LDP Paging). */
export const pagingLinks = {
  next: [
    'http://www.w3.org/ns/hydra/core#next',
    'http://www.w3.org/ns/hydra/core#nextPage',
    'https://www.w3.org/ns/activitystreams#next',
  ],
  first: ['https://www.w3.org/ns/activitystreams#first'],
} as const;

/** What a collection holds in the place of something that was deleted (ActivityStreams 2.0). */
export const tombstoneClass = 'https://www.w3.org/ns/activitystreams#Tombstone';
