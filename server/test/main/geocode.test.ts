import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import { thingId } from '../../src/domain/thing-id.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { foundRow, openAddressService, type AddressService, type Known } from '../enrich/address-service.ts';
import { now, run, runJson, servableData, serve, type Environment } from './command-line.ts';

const declarationOf = (id: string, agreement: string): string => `id: ${id}
name: Les voisins
homepage: https://example.org
contact: contact@example.org
language: fr
licence: CC0-1.0
agreement: ${agreement}
country: FR
sets:
  projets:
    protocol: csv
    options: { url: 'file:projets.csv' }
    key: id
`;
const mapping = `prefixes:
  xsd: http://www.w3.org/2001/XMLSchema#
  car: https://w3id.org/carrefour/ns#
  schema: https://schema.org/
mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, $(nom)]
      - [car:implementedIn, '#place~iri']
  place:
    s: '#place'
    po:
      - [a, schema:Place]
      - [schema:streetAddress, $(rue)]
      - [schema:postalCode, $(cp)]
      - [schema:addressLocality, $(ville)]
      - [schema:latitude, $(lat), xsd:decimal]
      - [schema:longitude, $(lon), xsd:decimal]
`;
/** 01400 serves ten communes, Neuville-les-Dames and Sandrans among them. */
const rows = `id,nom,rue,cp,ville,lat,lon
shared,Les Acacias,"12, rue des Acacias",01400,,,
again,Le Café des Acacias,12 RUE DES ACACIAS,01400,,,
street,La Ruche,rue Haute,01400,Sandrans,,
town,La Mairie ouverte,place de la Mairie,01400,,,
elsewhere,Le Pré,3 rue du Pré,01400,Sandrans,,
point,Le Four,8 rue du Four,01400,,46.1183,4.9566
plain,Le Village,,01400,,,
abroad,Der Garten,"Hauptstraße 1",10115,Berlin,,
`;
const neuville = {
  longitude: '5.0051',
  latitude: '46.1605',
  result_citycode: '01272',
} as const satisfies Known;
const known: Readonly<Record<string, Known>> = {
  '12, rue des Acacias 01400': foundRow('12 Rue des Acacias 01400 Neuville-les-Dames', neuville),
  '12 RUE DES ACACIAS 01400': foundRow('12 Rue des Acacias 01400 Neuville-les-Dames', neuville),
  'rue Haute 01400 Sandrans': foundRow('Rue Haute 01400 Sandrans', {
    longitude: '4.98',
    latitude: '46.06',
    result_citycode: '01393',
    result_type: 'street',
  }),
  'place de la Mairie 01400': foundRow('Sandrans', { result_type: 'municipality', result_citycode: '01393' }),
};
const idOf = (key: string) => thingId({ source: 'voisins', set: 'projets', key }, 'it');

interface Answered {
  readonly asked: number;
  readonly found: number;
  readonly unknown: number;
  readonly failed: number;
  readonly things: number;
  readonly isComplete: boolean;
}

describe('carrefour geocode', () => {
  let service: AddressService;
  let sources: string;
  let environment: Environment;
  let first = '';

  beforeAll(async () => {
    service = await openAddressService((query) => known[query]);
    sources = await mkdtemp(path.join(tmpdir(), 'carrefour-test-'));
    await writeSource('voisins', { agreement: 'open', table: rows });
    await writeSource('fermes', {
      agreement: 'display',
      table: 'id,nom,rue,cp,ville,lat,lon\nferme,La Ferme,5 chemin Secret,01400,,,\n',
    });
    environment = {
      ...(await servableData()),
      CARREFOUR_SOURCES: sources,
      CARREFOUR_GEOCODER: 'ban',
      CARREFOUR_GEOCODER_URL: service.url,
      CARREFOUR_ALLOW_ADDRESSES: service.host,
    };
    await runJson(['harvest', 'voisins', 'fermes'], environment);
  }, 120_000);
  afterAll(async () => {
    await service.close();
    await rm(sources, { recursive: true });
  });
  beforeEach(() => {
    service.received.length = 0;
  });

  async function writeSource(id: string, { agreement, table }: { agreement: string; table: string }) {
    await mkdir(path.join(sources, id));
    await writeFile(path.join(sources, id, 'source.yaml'), declarationOf(id, agreement));
    await writeFile(path.join(sources, id, 'projets.yarrrml.yaml'), mapping);
    await writeFile(path.join(sources, id, 'projets.csv'), table);
  }
  async function inLedger<T>(read: (ledger: Ledger) => Promise<T>): Promise<T> {
    const ledger = await openSqliteLedger({ folder: environment['CARREFOUR_DATA'] ?? '' });
    try {
      return await read(ledger);
    } finally {
      await ledger.close();
    }
  }
  const docs = (...keys: string[]): Promise<ThingDoc[]> =>
    inLedger((ledger) => ledger.docs(keys.map((key) => idOf(key))));
  const asked = (): string[] =>
    service.received.flatMap(({ rows: sent }) => sent.map((row) => row['street'] ?? ''));

  it('asks nobody unless an operator said whom, and counts what it would ask', async () => {
    const off = { ...environment, CARREFOUR_GEOCODER: 'offline' };
    const { code, stderr } = await run(['geocode'], off);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nobody is asked.*CARREFOUR_GEOCODER=ban/);
    expect(await runJson(['geocode', '--dry-run'], off)).toEqual({ wanted: 4 });
    const [all, unknown] = await Promise.all([
      run(['geocode', '--limit', 'all'], environment),
      run(['geocode'], { ...environment, CARREFOUR_GEOCODER: 'bing' }),
    ]);
    expect([all.code, unknown.code]).toEqual([2, 2]);
    expect(unknown.stderr).toContain('CARREFOUR_GEOCODER must be offline or ban');
    expect(service.received).toEqual([]);
  }, 120_000);

  it('keeps what was answered when the service fails, and goes on where it was', async () => {
    service.troubles.push({ status: 500 });
    const { code, stderr } = await run(['geocode', '--limit', '1'], environment);
    expect(code).toBe(3);
    expect(stderr).toMatch(/cannot be looked up for now.*answers 500/);
    expect(await runJson(['geocode', '--limit', '1'], environment)).toMatchObject({
      asked: 1,
      isComplete: false,
    });
    first = asked().at(-1) ?? '';
    expect(asked()).toEqual([first, first]);
  }, 120_000);

  it('asks the addresses of open things in France that lead to no point, each once', async () => {
    const summary = await runJson<Answered>(['geocode'], environment);
    expect(summary).toMatchObject({ asked: 3, failed: 0, isComplete: true });
    const all = [first, ...asked()].map((street) => street.toLowerCase().replace(',', ''));
    expect(all.sort()).toEqual(['12 rue des acacias', '3 rue du pré', 'place de la mairie', 'rue haute']);
  }, 120_000);

  it('places what was ambiguous, and says who said so and when', async () => {
    const [shared, again, street] = await docs('shared', 'again', 'street');
    for (const doc of [shared, again]) {
      const [place] = doc?.places ?? [];
      expect(place).toMatchObject({
        precision: 'point',
        lat: 46.1605,
        lon: 5.0051,
        city: 'Neuville-les-Dames',
      });
      expect(place?.territories.at(-1)).toBe('commune-01272');
      expect(place).not.toHaveProperty('candidates');
      expect(place?.evidence?.at(-1)).toEqual({
        from: 'geocoder',
        value: '12 Rue des Acacias 01400 Neuville-les-Dames',
        how: 'exact',
        territory: 'commune-01272',
        source: 'Base Adresse Nationale',
        at: now,
      });
    }
    expect(street?.places[0]).toMatchObject({ precision: 'street', lat: 46.06, radius: 500 });
  });

  it('leaves alone what a town, a point or nobody said', async () => {
    const [town, elsewhere, point] = await docs('town', 'elsewhere', 'point');
    expect(town?.places[0]).toMatchObject({ precision: 'departement' });
    expect(town?.places[0]?.candidates).toHaveLength(10);
    expect(elsewhere?.places[0]).toMatchObject({ precision: 'street', city: 'Sandrans' });
    expect(point?.places[0]).toMatchObject({ precision: 'point', lat: 46.1183 });
  });

  it('is seen by the search and the API', async () => {
    const server = await serve(environment);
    try {
      const found = await fetch(`${server.url}/api/v1/things?territory=commune-01272`);
      const { hits } = (await found.json()) as { hits: { id: string }[] };
      expect(hits.map(({ id }) => id).sort()).toEqual([idOf('shared'), idOf('again')].sort());
      const near = await fetch(`${server.url}/api/v1/things?near=46.1605,5.0051&radius=0.5`);
      expect(((await near.json()) as { total: number }).total).toBe(2);
      const thing = await fetch(`${server.url}/api/v1/things/${idOf('shared')}`);
      expect(JSON.stringify(await thing.json())).toContain('"source":"Base Adresse Nationale"');
    } finally {
      await server.stop();
    }
  }, 120_000);

  it('stands in the open data as a geometry of ours, with who found it and when, and in its exports', async () => {
    const place = `/id/${idOf('shared')}#place`;
    const nquads = (await run(['export', '--format', 'nq', '--graphs', 'published,inferred'], environment))
      .stdout;
    const said = nquads.split('\n').filter((line) => line.includes(`${place}-geocoded>`));
    expect(said.every((line) => line.includes(`/graph/inferred/${idOf('shared')}>`))).toBe(true);
    for (const part of [
      `${place}> <http://www.opengis.net/ont/geosparql#hasGeometry>`,
      '"POINT(5.0051 46.1605)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>',
      '"12 Rue des Acacias 01400 Neuville-les-Dames"',
      '"Base Adresse Nationale"',
      `"${now}"^^<http://www.w3.org/2001/XMLSchema#dateTime>`,
    ])
      expect(said.join('\n')).toContain(part);
    for (const other of ['point', 'street'])
      expect(nquads).not.toContain(`/id/${idOf(other)}#place-geocoded`);
    const geojson = (await run(['export', '--format', 'geojson'], environment)).stdout;
    const { features } = JSON.parse(geojson) as {
      features: { properties: { iri: string }; geometry: { coordinates: unknown } | null }[];
    };
    const shared = features.find(({ properties }) => properties.iri.endsWith(idOf('shared')));
    expect(JSON.stringify(shared?.geometry)).toContain('[5.0051,46.1605]');
  }, 120_000);

  it('asks nothing twice, after another harvest either', async () => {
    await runJson(['harvest', 'voisins'], environment);
    const summary = await runJson<Answered>(['geocode'], environment);
    expect(summary).toEqual({ asked: 0, found: 0, unknown: 0, failed: 0, things: 0, isComplete: true });
    expect(service.received).toEqual([]);
  }, 120_000);

  it('asks again, after ninety days, what nobody placed', async () => {
    const later = { ...environment, CARREFOUR_NOW: '2027-02-23T12:00:00Z' };
    expect(await runJson(['geocode', '--dry-run'], later)).toEqual({ wanted: 2 });
    const sooner = { ...environment, CARREFOUR_NOW: '2027-02-22T11:59:00Z' };
    expect(await runJson(['geocode', '--dry-run'], sooner)).toEqual({ wanted: 0 });
  }, 120_000);

  it('places a thing that comes later by what was answered before', async () => {
    const table = path.join(sources, 'voisins', 'projets.csv');
    await writeFile(table, `${await readFile(table, 'utf8')}late,Le Retard,"12 rue des Acacias,",01400,,,\n`);
    await runJson(['harvest', 'voisins'], environment);
    expect((await docs('late'))[0]?.places[0]).toMatchObject({ precision: 'point', lat: 46.1605 });
    expect(service.received).toEqual([]);
  }, 120_000);

  it('leaves no answer behind once the thing is erased, though another one has the address', async () => {
    const { code, stderr } = await run(['erase', idOf('late')], environment);
    expect(code, stderr).toBe(0);
    expect((await docs('shared'))[0]?.places[0]).toHaveProperty('candidates');
    expect(await runJson(['geocode', '--dry-run'], environment)).toEqual({ wanted: 1 });
  }, 120_000);

  it('is asked by the worker too, once it is allowed to', async () => {
    const server = await serve(environment);
    try {
      await expect
        .poll(
          async () => {
            const found = await fetch(`${server.url}/api/v1/things?territory=commune-01272`);
            return ((await found.json()) as { total: number }).total;
          },
          { timeout: 120_000, interval: 500 },
        )
        .toBe(2);
      expect(asked()).toHaveLength(1);
    } finally {
      await server.stop();
    }
  }, 180_000);
});
