import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { conceptIri, car, dcterms, rdf, schema } from '@carrefour/ontology';
import { propertyUses } from '@carrefour/shapes';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphs } from '../../../src/domain/graphs.ts';
import { kindClasses } from '../../../src/domain/kind-classes.ts';
import { joinLines } from '../../../src/domain/quads.ts';
import { recordIri } from '../../../src/domain/record-ref.ts';
import type { ThingDoc } from '../../../src/domain/thing-doc.ts';
import { thingIri } from '../../../src/domain/thing-id.ts';
import { ownIri } from '../../../src/domain/base.ts';
import { territoryIri } from '../../../src/enrich/territory-graph.ts';
import { openSqliteLedger } from '../../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { createSegmentIndex } from '../../../src/search/adapters/segments.ts';
import type { SearchIndex } from '../../../src/search/search-index.ts';
import { createWebApp } from '../../../src/serve/app.ts';
import { createInProcessClient } from '../../../src/serve/client/in-process.ts';
import { createLabels } from '../../../src/serve/labels.ts';
import { findMatches } from '../../../src/serve/outputs/open-things.ts';
import { createSparqlRouter } from '../../../src/serve/sparql/router.ts';
import { createOxigraphStore } from '../../../src/store/adapters/oxigraph.ts';
import type { TripleStore } from '../../../src/store/triple-store.ts';
import { docOf as plainDoc, placeAt, sourceOf } from '../../search/search-docs.ts';
import { sources, validations } from '../fixture.ts';

const creuse = ['country-FR', 'region-75', 'departement-23'];
const gironde = ['country-FR', 'region-75', 'departement-33'];

const docOf = (name: string, says: Partial<ThingDoc>): ThingDoc =>
  plainDoc(name, { title: { fr: name }, ...says });

const docs = [
  docOf('Garage solidaire', {
    summary: { fr: 'Réparer sa voiture à prix juste' },
    seeks: { fr: 'Des bénévoles le samedi', en: 'A hangar, and time' },
    concepts: { theme: ['EMP'], sdg: ['10'] },
    places: [placeAt(46.17, 1.87, { territories: creuse })],
    startDate: '2019-05',
  }),
  docOf('Garage associatif', {
    concepts: { theme: ['ALI'] },
    seeks: { fr: 'Du temps' },
    places: [placeAt(44.84, -0.58, { territories: gironde })],
    startDate: '2021',
    sources: [sourceOf('exemple-b', { licence: 'ODbL' })],
  }),
  docOf('Épicerie sociale', {
    kind: 'organization',
    summary: { fr: 'Un garage voisin lui prête son local' },
    places: [placeAt(46.0, 2.0, { territories: creuse, role: 'seat' })],
  }),
  docOf('Garage réservé aux pages', {
    isOpen: false,
    concepts: { theme: ['EMP'] },
    seeks: { fr: 'Des bénévoles' },
    places: [placeAt(46.17, 1.87, { territories: creuse })],
    sources: [sourceOf('exemple-b', { agreement: 'display' })],
  }),
];

const quote = JSON.stringify;
const roleProperties = { implemented: car.implementedIn, serves: car.serves, seat: car.seat } as const;

/** The open statements of a doc, written by hand as derivation would. */
function graphOf(doc: ThingDoc): string {
  if (!doc.isOpen) return '';
  const root = thingIri(doc.id);
  const say = (property: string, object: string, graph = ''): string =>
    `<${root}> <${property}> ${object} ${graph === '' ? '' : `<${graph}> `}.`;
  const lines = [
    say(rdf.type, `<${kindClasses[doc.kind]}>`),
    say(schema.name, `${quote(doc.title['fr'])}@fr`),
    ...(doc.summary === undefined ? [] : [say(schema.description, `${quote(doc.summary['fr'])}@fr`)]),
    ...(doc.concepts['theme'] ?? []).map((code) => say(dcterms.subject, `<${conceptIri('theme', code)}>`)),
    ...(doc.concepts['sdg'] ?? []).map((code) => say(car.goal, `<${conceptIri('sdg', code)}>`)),
    ...Object.entries(doc.seeks ?? {}).map(([lang, text]) => say(car.seeks, `${quote(text)}@${lang}`)),
    ...(doc.startDate === undefined ? [] : [say(schema.startDate, quote(doc.startDate))]),
    ...doc.places.flatMap(({ role, lat, lon, territories }, index) => {
      const place = `${root}#place-${String(index)}`;
      return [
        say(roleProperties[role], `<${place}>`),
        `<${place}> <${schema.latitude}> "${String(lat)}" .`,
        `<${place}> <${schema.longitude}> "${String(lon)}" .`,
        ...territories.map((id) => say(dcterms.spatial, `<${territoryIri(id)}>`, graphs.inferred(doc.id))),
      ];
    }),
    ...doc.sources.flatMap((said) => {
      const record = recordIri({ ...said, key: doc.id });
      const tell = (property: string, object: string): string =>
        `<${record}> <${property}> ${object} <${graphs.provenance}> .`;
      return [
        tell(schema.about, `<${root}>`),
        tell(dcterms.source, `<${ownIri(`/id/source/${said.source}`)}>`),
        tell(dcterms.license, quote(said.licence)),
      ];
    }),
  ];
  return joinLines(lines);
}

let folder: string;
let ledger: Ledger;
let search: SearchIndex;
let store: TripleStore;
let url: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-outputs-'));
  ledger = await openSqliteLedger({ folder });
  await ledger.commit({
    derived: docs.map((doc) => ({
      result: { outcome: 'publish', thing: doc.id, graph: graphOf(doc), doc },
      generation: 1,
      cause: 'test',
    })),
  });
  const labels = createLabels();
  search = createSegmentIndex({
    ledger,
    folder: path.join(folder, 'search'),
    labels: labels.completions(),
    threads: 1,
  });
  await serve(labels);
}, 120_000);

async function serve(labels: ReturnType<typeof createLabels>): Promise<void> {
  const entry = path.join(folder, 'engine-under-test.mjs');
  const engine = new URL('../../../src/main/engine-process.ts', import.meta.url).href;
  await writeFile(entry, `import ${JSON.stringify(engine)};\n`);
  const base = 'https://carrefour.example';
  store = createOxigraphStore({
    ledger,
    folder,
    base,
    engines: { public: 1, memoryCap: 1024 ** 3 },
    entry: pathToFileURL(entry),
  });
  await Promise.all([search.start(), store.start()]);
  const app = createWebApp({
    ledger,
    search,
    store,
    base,
    labels,
    sources: () => sources,
    client: createInProcessClient({
      ledger,
      search,
      base,
      sources: () => sources,
      labels,
      suggestions: { suggest: () => Promise.resolve([]) },
      validations,
      propertyUses: propertyUses(),
    }),
    suggestions: { suggest: () => Promise.resolve([]) },
    searches: { note: () => undefined },
    describeTerritory: () => [],
    trustProxy: false,
    pages: (_request, response) => response.status(404).end(),
    log: () => undefined,
    sparql: createSparqlRouter({
      store,
      base,
      limits: { timeout: 10_000, rows: 1000, bytes: 1_000_000 },
      find: (words) => findMatches(words, search),
    }),
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  stop = async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all([search.close(), store.close()]);
    await ledger.close();
    await rm(folder, { recursive: true });
  };
}

afterAll(() => stop());

const get = async (address: string): Promise<string> => (await fetch(url + address)).text();
const idsIn = (text: string): string[] => [...new Set(text.match(/(?<=\/id\/)[a-z2-7]{12}/g))].sort();

/** The ids of each output, found as its own readers would. */
const readers: Readonly<Record<string, (search: string) => Promise<string[]>>> = {
  csv: async (asked) => {
    const rows = (await get(`/recherche.csv?${asked}`)).trimEnd().split('\r\n').slice(1);
    return rows.map((row) => idsIn(row.split(',', 1)[0] ?? '')[0] ?? '').sort();
  },
  geojson: async (asked) => {
    const file = JSON.parse(await get(`/recherche.geojson?${asked}`)) as { features: { id: string }[] };
    return file.features.map(({ id }) => id.slice(-12)).sort();
  },
  jsonld: async (asked) => {
    const file = JSON.parse(await get(`/en/recherche.jsonld?${asked}`)) as { '@graph': { id: string }[] };
    return idsIn(file['@graph'].map(({ id }) => id).join(' '));
  },
  ttl: async (asked) => {
    const quads = new Parser().parse(await get(`/recherche.ttl?${asked}`));
    const classes = new Set(Object.values(kindClasses));
    return idsIn(
      quads.flatMap(({ subject, object }) => (classes.has(object.value) ? [subject.value] : [])).join(' '),
    );
  },
  atom: async (asked) => {
    const feed = await get(`/recherche.atom?${asked}`);
    return idsIn([...feed.matchAll(/<entry>\n<id>([^<]*)/g)].map(([, id]) => id).join(' '));
  },
  sparql: async (asked) => {
    const { query } = JSON.parse(await get(`/api/v1/sparql?${asked}`)) as { query: string };
    const answer = await get(`/sparql?${new URLSearchParams({ query, format: 'csv' }).toString()}`);
    expect(answer.slice(0, 10)).toBe('thing,name');
    return idsIn(answer);
  },
};

const queries = [
  '',
  'q=garage',
  'q="garage solidaire"',
  'q=garage -solidaire',
  'q=garages',
  'q=garrage',
  'theme=EMP',
  'theme=EMP&theme=ALI',
  'sdg=10',
  'kind=organization',
  'territory=departement-23',
  'territory=region-75&q=garage',
  'bbox=1,45.9,2.1,46.5',
  'near=46.17,1.87&radius=25',
  'place_role=seat',
  'year_min=2019&year_max=2020',
  'source=exemple-b',
  'licence=ODbL',
  'content_lang=fr',
  'rights=shown',
  'seeks=volunteers',
  'seeks=other',
  'seeks=place&seeks=other',
  'seeks=funding',
  'theme=NOPE&q=épicerie',
];

describe('the outputs of a query', () => {
  it.each(queries)('give the open things of the page, all alike: %s', async (asked) => {
    const page = JSON.parse(await get(`/api/v1/things?${asked}`)) as {
      hits: { id: string; isOpen: boolean }[];
    };
    const open = page.hits.flatMap(({ id, isOpen }) => (isOpen ? [id] : [])).sort();
    for (const [name, read] of Object.entries(readers)) expect(await read(asked), name).toEqual(open);
  });

  it('say nothing of what pages alone may show', async () => {
    const page = JSON.parse(await get('/api/v1/things')) as { total: number };
    expect(page.total).toBe(docs.length);
    for (const name of ['csv', 'geojson', 'jsonld', 'ttl', 'atom'])
      expect(await get(`/recherche.${name}`)).not.toContain('réservé');
  });

  it('count what they hold, and name what was ignored', async () => {
    const answer = await fetch(`${url}/recherche.csv?theme=NOPE`);
    expect(answer.headers.get('X-Carrefour-Total')).toBe('3');
    expect(answer.headers.get('X-Carrefour-Cut')).toBeNull();
    expect(answer.headers.get('X-Carrefour-Ignored')).toBe('theme=NOPE');
    expect(answer.headers.get('Content-Disposition')).toMatch(/filename="?carrefour-\d{4}-\d\d-\d\d\.csv"?$/);
  });

  it('begin a feed by the entries that are newest, under an address of its own', async () => {
    const feed = await get('/en/recherche.atom?q=garage&page=3&view=carte');
    expect(feed).toContain('<id>https://carrefour.example/en/recherche.atom?q=garage</id>');
    expect(feed).toContain('href="https://carrefour.example/en/recherche?q=garage"');
  });
});
