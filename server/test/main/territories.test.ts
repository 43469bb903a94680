import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import { freshData, run, runJson, type Environment } from './command-line.ts';

const square = (lat: number, lon: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + 0.1, lat],
      [lon + 0.1, lat + 0.1],
      [lon, lat + 0.1],
      [lon, lat],
    ],
  ],
});
const contoursOf = (code: string, lat: number, lon: number): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code, nom: 'Un nom' }, geometry: square(lat, lon) }],
  });
const right: Readonly<Record<string, string>> = {
  '/communes': JSON.stringify([
    { code: '23096', centre: { type: 'Point', coordinates: [1.87, 46.17] } },
    { code: '2A004', centre: { type: 'Point', coordinates: [8.7, 41.9] } },
    { code: '97502' },
  ]),
  '/contours/communes': contoursOf('23096', 46.1, 1.8),
  '/contours/epci': contoursOf('200034825', 46.1, 1.8),
  '/contours/departements': contoursOf('23', 46.1, 1.8),
  '/contours/regions': contoursOf('75', 46.1, 1.8),
};

describe('carrefour territories update', () => {
  let server: Server;
  let environment: Environment;
  let asked: string[] = [];
  let answers: Readonly<Record<string, string>> = right;
  const update = (...more: string[]) => run(['territories', 'update', ...more], environment);
  /** The commune of a point within the contour and far from all centres, as `carrefour places` says it. */
  const placed = async (): Promise<string | null> => {
    const file = path.join(environment['CARREFOUR_DATA'] ?? '', 'points.jsonl');
    await writeFile(file, '{"lat":46.11,"lon":1.81}\n');
    const { stdout } = await run(['places', '--in', file], environment);
    const { evidence, territory } = JSON.parse(stdout) as { evidence: { how: string }[]; territory: string };
    return evidence.some(({ how }) => how === 'within') ? territory : null;
  };

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      if (pathname !== '/robots.txt') asked.push(pathname);
      const body = pathname === '/robots.txt' ? '' : answers[pathname];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    environment = await freshData({
      CARREFOUR_ALLOW_ADDRESSES: host,
      CARREFOUR_CENTRES_URL: `http://${host}/communes?fields=code,centre`,
      CARREFOUR_CONTOURS_URL: `http://${host}/contours/{level}`,
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('goes on where a download was cut short, and takes nothing into use before all is there', async () => {
    answers = Object.fromEntries(Object.entries(right).filter(([name]) => name !== '/contours/epci'));
    const { code, stderr } = await update();
    expect(code, stderr).toBe(3);
    expect(stderr).toMatch(/^\S*\/contours\/epci answers 404.*run the command again.*\n$/m);
    expect(await placed()).toBeNull();
    asked = [];
    answers = right;
    const told = await update('--json');
    expect(JSON.parse(told.stdout), told.stderr).toMatchObject({ centres: 2, contours: 4 });
    expect(asked).toEqual(['/contours/epci', '/contours/departements', '/contours/regions']);
    expect(told.stderr).toContain('epci.geojson (of 5 files)');
    expect(await placed()).toBe('commune-23096');
    expect(await readdir(environment['CARREFOUR_DATA'] ?? '')).not.toContain('territories-download');
  }, 60_000);

  it('keeps what is in use when an answer is something else, and says which', async () => {
    answers = { ...right, '/contours/regions': '{"features":[]}' };
    const { code, stderr } = await update();
    expect(code).toBe(3);
    expect(stderr).toMatch(/contours\/regions answers something else.*--from FOLDER/);
    expect(await placed()).toBe('commune-23096');
  }, 60_000);

  it('notes the files with their hashes in the ledger', async () => {
    const ledger = await openSqliteLedger({ folder: environment['CARREFOUR_DATA'] ?? '' });
    const noted = JSON.parse((await ledger.setting('territory-files')) ?? '{}') as {
      files: { name: string; hash: string }[];
    };
    await ledger.close();
    expect(noted.files.map(({ name }) => name)).toHaveLength(5);
    expect(noted.files.every(({ hash }) => /^[\da-f]{64}$/.test(hash))).toBe(true);
  });

  it('reads a folder instead, and refuses one without territories', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'carrefour-territories-'));
    expect((await update('--from', folder)).stderr).toContain('holds no territories');
    await writeFile(path.join(folder, 'communes.csv'), 'code_insee,lat,lon\n23096,46.17,1.87\n');
    const told = await runJson<Record<string, unknown>>(
      ['territories', 'update', '--from', folder],
      environment,
    );
    expect(told).toMatchObject({ centres: 1, contours: 0, files: [{ name: 'communes.csv' }] });
    expect(await placed()).toBeNull();
    await rm(folder, { recursive: true });
  }, 60_000);
});
