type Context = Readonly<Record<string, unknown>>;

const words = (text: string): string[] => text.trim().split(/\s+/);
const terms = (names: string, definition: (name: string) => unknown): Context =>
  Object.fromEntries(words(names).map((name) => [name, definition(name)]));

/** ActivityStreams 2.0: the terms of the W3C Recommendation, with their types. */
const activityStreams: Context = {
  as: 'https://www.w3.org/ns/activitystreams#',
  ldp: 'http://www.w3.org/ns/ldp#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  id: '@id',
  type: '@type',
  ...terms(
    `Accept Activity Add Announce Application Arrive Article Audio Block Collection CollectionPage Create Delete
    Dislike Document Event Flag Follow Group Ignore Image IntransitiveActivity Invite Join Leave Like Link Listen
    Mention Move Note Object Offer OrderedCollection OrderedCollectionPage Organization Page Person Place Profile
    Question Read Reject Relationship Remove Service TentativeAccept TentativeReject Tombstone Travel Undo Update
    Video View content name summary accuracy altitude duration height hreflang latitude longitude mediaType
    preferredUsername radius rel startIndex totalItems units width`,
    (name) => `as:${name}`,
  ),
  ...terms('contentMap nameMap summaryMap', (name) => ({
    '@id': `as:${name.slice(0, -3)}`,
    '@container': '@language',
  })),
  ...terms('deleted endTime published startTime updated', (name) => ({
    '@id': `as:${name}`,
    '@type': 'xsd:dateTime',
  })),
  ...terms(
    `actor anyOf attachment attributedTo audience bcc bto cc context current describes endpoints first followers
    following formerType generator href icon image inReplyTo instrument items last liked likes location next object
    oauthAuthorizationEndpoint oauthTokenEndpoint oneOf origin outbox partOf prev preview proxyUrl relationship
    replies result sharedInbox shares source streams subject tag target to uploadMedia url`,
    (name) => ({ '@id': `as:${name}`, '@type': '@id' }),
  ),
  inbox: { '@id': 'ldp:inbox', '@type': '@id' },
  orderedItems: { '@id': 'as:items', '@type': '@id', '@container': '@list' },
};

/** schema.org by its vocabulary: every name is one of its terms, and the usual addresses are IRIs. */
const schemaOrg: Context = {
  '@vocab': 'https://schema.org/',
  id: '@id',
  type: '@type',
  ...terms('additionalType contentUrl image logo sameAs thumbnailUrl url', (name) => ({
    '@id': `https://schema.org/${name}`,
    '@type': '@id',
  })),
};

const bundled: ReadonlyMap<string, Context> = new Map([
  ['www.w3.org/ns/activitystreams', activityStreams],
  ['schema.org', schemaOrg],
  ['schema.org/docs/jsonldcontext.jsonld', schemaOrg],
  ['schema.org/docs/jsonldcontext.json', schemaOrg],
]);

/** A context that needs no fetching, by its address. */
export function bundledContext(url: string): { readonly '@context': Context } | undefined {
  const plain = url.replace(/^https?:\/\/(?:www\.(?=schema\.org))?/, '').replace(/#.*$/, '');
  const context = bundled.get(plain.replace(/\/$/, ''));
  return context === undefined ? undefined : { '@context': context };
}
