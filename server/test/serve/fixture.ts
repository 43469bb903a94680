import { createValidations } from '../../src/backoffice/validations.ts';
import type { KeptValidation } from '../../src/domain/validation.ts';
import { validate } from '../validate/rules.ts';
import type { Claim } from '../../src/domain/claim.ts';
import type { Publication, Resolution } from '../../src/domain/publication.ts';
import { recordIri, recordName } from '../../src/domain/record-ref.ts';
import { facetNames, type FacetName, type SearchQuery } from '../../src/domain/search-query.ts';
import { explanation, likeGarage, source, yearsOf } from './fixture-parts.ts';
import { removePlainly } from '../search/plain-removals.ts';
import { sourceQualityOf } from './source-quality.ts';
import { facetValuesOf as valuesOf } from './fixture-facets.ts';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import { thingId, thingIri } from '../../src/domain/thing-id.ts';
import type { FacetCount } from '../../src/search/search-index.ts';
import type { SourceInfo } from '../../src/serve/client/sources.ts';
import type { LedgerReader, SearchReader } from '../../src/serve/reading.ts';
import { car, dcterms, org, rdf, schema } from '@carrefour/ontology';

export const base = 'https://carrefour.example';

const record = { source: 'exemple-a', set: 'projets', key: 'garage / 1' };
export const openRecordPath = new URL(recordIri(record)).pathname;

export const ids = {
  garage: thingId(record, 'it'),
  carrier: thingId(record, 'carrier'),
  closed: thingId({ source: 'exemple-b', set: 'projets', key: '2' }, 'it'),
  merged: thingId({ source: 'exemple-b', set: 'projets', key: '3' }, 'it'),
  withdrawn: thingId({ source: 'exemple-b', set: 'projets', key: '4' }, 'it'),
  erased: thingId({ source: 'exemple-b', set: 'projets', key: '5' }, 'it'),
  unknown: 'aaaaaaaaaaaa',
};

const thin = { concepts: {}, keywords: [], links: [], places: [], languages: ['fr'], mergedIds: [] };

export const docs: readonly ThingDoc[] = [
  {
    ...thin,
    id: ids.garage,
    kind: 'innovation',
    slug: 'garage-solidaire',
    title: { fr: 'Garage solidaire', en: 'Solidarity garage' },
    summary: { fr: `${'Une longue phrase pour commencer. '.repeat(12)}Un garage qui répare à prix juste.` },
    concepts: { theme: ['EMP'] },
    links: [
      { id: ids.carrier, kind: 'organization', role: 'carrier', title: { fr: 'Association du Garage' } },
    ],
    places: [
      {
        role: 'implemented',
        city: 'Guéret',
        country: 'FR',
        lat: 46.17,
        lon: 1.87,
        precision: 'point',
        territories: ['country-FR', 'region-75', 'departement-23'],
      },
    ],
    startDate: '2019-05',
    sources: [source('exemple-a', 'open')],
    isOpen: true,
    mergedIds: [ids.merged],
  },
  {
    ...thin,
    id: ids.carrier,
    kind: 'organization',
    slug: 'association-du-garage',
    title: { fr: 'Association du Garage' },
    sources: [source('exemple-a', 'open')],
    isOpen: true,
  },
  {
    ...thin,
    id: ids.closed,
    kind: 'innovation',
    slug: 'epicerie',
    title: { fr: 'Épicerie' },
    sources: [source('exemple-b', 'display')],
    isOpen: false,
  },
];

const nquad = (subject: string, predicate: string, object: string): string =>
  `<${subject}> <${predicate}> ${object} .`;

const garageIri = thingIri(ids.garage);
export const garageTriples = [
  nquad(garageIri, rdf.type, `<${car.Innovation}>`),
  nquad(garageIri, schema.name, '"Garage \\"solidaire\\" & <Cie>"@fr'),
  nquad(garageIri, car.carrier, `<${thingIri(ids.carrier)}>`),
  nquad(garageIri, dcterms.subject, '<https://w3id.org/carrefour/concept/theme/EMP>'),
  nquad(garageIri, schema.startDate, '"2019-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
];

const publicationGraphs: Readonly<Record<string, string>> = {
  [ids.garage]: [
    ...garageTriples,
    nquad(garageIri, schema.name, `"Le garage"@fr <${recordIri(record)}>`),
    '',
  ].join('\n'),
  [ids.carrier]: `${nquad(thingIri(ids.carrier), rdf.type, `<${org.Organization}>`)}\n`,
};

const at = '2026-03-01T00:00:00Z';

const resolutions: Readonly<Record<string, Resolution>> = {
  [ids.merged]: { state: 'merged', thing: ids.merged, into: ids.garage },
  [ids.withdrawn]: { state: 'withdrawn', thing: ids.withdrawn, at, reason: 'its source deleted it' },
  [ids.erased]: { state: 'erased', thing: ids.erased, at, reason: 'asked by a person' },
};

const claim: Claim = {
  record,
  locator: 'projets.csv line 2',
  payload: '{}',
  graph: '',
  things: [{ thing: ids.garage, local: 'it', kind: 'innovation' }],
  links: [],
  fingerprint: 'f',
  outcome: 'publishable',
  report: [],
  agreement: 'open',
  licence: 'CC BY',
  rank: 1,
  version: 1,
  since: at,
  isStale: false,
};

/** A few publications held in memory, as the edge reads them. */
export const ledger: LedgerReader = {
  resolve(thing) {
    const isPublished = docs.some(({ id }) => id === thing);
    const fallback: Resolution = { state: isPublished ? 'published' : 'unknown', thing };
    return Promise.resolve(resolutions[thing] ?? fallback);
  },
  publication(thing) {
    const doc = docs.find(({ id }) => id === thing);
    const publication: Publication | undefined =
      doc === undefined ? undefined : { thing, seq: 7, at, graph: publicationGraphs[thing] ?? '', doc };
    return Promise.resolve(publication);
  },
  docs: (things) => Promise.resolve(things.flatMap((thing) => docs.filter(({ id }) => id === thing))),
  claim: (asked) => Promise.resolve(recordName(asked) === recordName(record) ? claim : undefined),
  counts: () =>
    Promise.resolve({
      sources: [
        {
          source: 'exemple-a',
          published: 2,
          quarantined: 1,
          grouped: 0,
          failed: 1,
          withdrawn: 0,
          unmapped: 0,
          kinds: { innovation: 1, organization: 1 },
          open: 2,
        },
      ],
      things: docs.length,
      open: 2,
      seq: 7,
    }),
  sourceQuality: (audience) => Promise.resolve([sourceQualityOf(audience === 'open' ? 2 : 3)]),
  seq: () => Promise.resolve(7),
};

export const sources: readonly SourceInfo[] = ['exemple-a', 'exemple-b', 'exemple-c'].map((id) => ({
  id,
  name: { fr: `Exemple ${id}`, en: `Example ${id}` },
  homepage: 'https://partner.example/',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  agreement: 'open',
  isExample: true,
  enabled: id !== 'exemple-c',
}));

function matching(query: SearchQuery, ignored?: FacetName): ThingDoc[] {
  return docs.filter((doc) => {
    const isLinked =
      (query.linkedTo === undefined || doc.links.some(({ id }) => id === query.linkedTo)) &&
      (query.proposedFor === undefined || doc.proposals?.some(({ id }) => id === query.proposedFor) === true);
    const hasWords = JSON.stringify([doc.title, doc.summary]).toLowerCase().includes(query.q.toLowerCase());
    const fits = facetNames.every((facet) => {
      const chosen: readonly string[] = facet === ignored ? [] : query[facet];
      return chosen.length === 0 || valuesOf[facet](doc).some((value) => chosen.includes(value));
    });
    return isLinked && hasWords && fits;
  });
}

function counted(query: SearchQuery, facet: FacetName): FacetCount[] {
  const counts = new Map<string, number>();
  for (const doc of matching(query, facet)) {
    for (const value of valuesOf[facet](doc)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const parents = new Map(
    docs.flatMap(({ places }) =>
      places.flatMap(({ territories }) => territories.map((value, level) => [value, territories[level - 1]])),
    ),
  );
  return [...counts].map(([value, count]) => {
    const parent = parents.get(value);
    return { value, count, ...(parent === undefined ? {} : { parent }) };
  });
}

/** Search by plain inclusion over the same docs. */
export const search: SearchReader = {
  search(query) {
    const found = matching(query);
    const facets = Object.fromEntries(facetNames.map((facet) => [facet, counted(query, facet)]));
    return Promise.resolve({
      total: found.length,
      ids: found.slice((query.page - 1) * query.per, query.page * query.per).map(({ id }) => id),
      facets: facets as unknown as Record<FacetName, FacetCount[]>,
      places: found.filter(({ places }) => places.length > 0).length,
      withoutPlace: found.filter(({ places }) => places.length === 0).length,
      years: yearsOf(matching(query)),
      isRelaxed: false,
      seq: 7,
    });
  },
  removals: (query) => Promise.resolve([...removePlainly(query, (one) => matching(one).length)]),
  clusters(query) {
    const placed = matching(query).flatMap(({ id, kind, places }) =>
      places.map(({ lat = 0, lon = 0 }) => ({
        lat,
        lon,
        count: 1,
        bbox: [lon, lat, lon, lat] as const,
        thing: id,
        kind,
      })),
    );
    return Promise.resolve({
      clusters: placed,
      things: placed.length,
      places: placed.length,
      withoutPlace: 2,
    });
  },
  explain: (q, id) => Promise.resolve(q === 'garage' && id === ids.garage ? explanation : undefined),
  similar: ({ id }) => Promise.resolve(id === ids.garage ? [likeGarage(ids.closed)] : []),
  complete: (text) =>
    Promise.resolve(
      docs
        .filter(({ title }) => title['fr']?.toLowerCase().startsWith(text.toLowerCase()))
        .map(({ id, kind, title }) => ({ group: 'thing', text: title['fr'] ?? '', value: id, kind })),
    ),
  highlight: (q, texts) =>
    Promise.resolve(
      texts.map(({ text }) =>
        text
          .split(new RegExp(`(${q})`, 'iu'))
          .filter(Boolean)
          .map((part) => ({ text: part, isMatch: part.toLowerCase() === q.toLowerCase() })),
      ),
    ),
  appliedSeq: () => Promise.resolve(7),
  isReady: () => true,
};

const keptValidations = new Map<string, KeptValidation>();

/** Validations by the code of the server, in this process, kept in memory; of the web it knows one address. */
export const validations = createValidations({
  validator: { validate: ({ text, ...input }) => validate(text, input), close: () => Promise.resolve() },
  now: () => '2026-11-24T12:00:00.000Z',
  fetch: (url) =>
    url === 'https://partner.example/1'
      ? Promise.resolve({
          url,
          status: 200,
          headers: { 'content-type': 'text/turtle' },
          bytes: Buffer.from(`<#it> a <${car.Innovation}> .`),
        })
      : Promise.reject(new Error(`${url} cannot be reached.`)),
  ledger: {
    keepValidation: (kept) => Promise.resolve(void keptValidations.set(kept.id, kept)),
    validation: (id) => Promise.resolve(keptValidations.get(id)),
  },
});
