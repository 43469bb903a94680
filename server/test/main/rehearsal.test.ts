import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../src/main/status.ts';
import { run, runJson, servableData, serve, type Environment, type Served } from './command-line.ts';

const declaration = `id: sans-accord
name: Un partenaire qui n’a pas encore signé
homepage: https://example.org
contact: contact@example.org
language: fr
licence: Non précisée
agreement: none
sets:
  projets:
    protocol: csv
    options: { url: 'file:projets.csv' }
    key: id
`;
const mapping = `prefixes:
  car: https://w3id.org/carrefour/ns#
  schema: https://schema.org/
mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, $(nom)]
`;

describe('records without an agreement', () => {
  let open: Environment;
  let rehearsal: Environment;
  const served: Served[] = [];

  const published = async (environment: Environment): Promise<number> =>
    (await runJson<Status>(['status'], environment)).things;
  const found = async (environment: Environment): Promise<number> =>
    (await runJson<{ total: number }>(['search', 'jardin'], environment)).total;

  beforeAll(async () => {
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'carrefour-test-')), 'sans-accord');
    await mkdir(folder);
    await writeFile(path.join(folder, 'source.yaml'), declaration);
    await writeFile(path.join(folder, 'projets.yarrrml.yaml'), mapping);
    await writeFile(path.join(folder, 'projets.csv'), 'id;nom\n1;Jardin des Tilleuls\n2;Jardin du Puits\n');
    open = { ...(await servableData()), CARREFOUR_SOURCES: path.dirname(folder) };
    rehearsal = { ...open, CARREFOUR_REHEARSAL: 'true' };
    const { stderr } = await run(['harvest', 'sans-accord', '--json'], rehearsal);
    expect(stderr).not.toMatch(/error/i);
  });
  afterAll(() => Promise.all(served.map((one) => one.stop())));

  it('show in a rehearsal, are gone for the next reader outside of it, and come back with it', async () => {
    expect([await published(rehearsal), await found(rehearsal)]).toEqual([2, 2]);
    expect([await found(open), await published(open)]).toEqual([0, 0]);
    expect((await run(['status'], open)).stdout).toContain('Nothing of sans-accord is published');
    expect(await found(rehearsal)).toBe(2);
  }, 120_000);

  it('cannot be put before the readers of a server by a rehearsal beside it', async () => {
    served.push(await serve(open));
    const { code, stderr } = await run(['status', '--json'], rehearsal);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain('in use without CARREFOUR_REHEARSAL');
    const answer = await fetch(`${served[0]?.url ?? ''}/api/v1/things?q=jardin`);
    expect(await answer.json()).toMatchObject({ total: 0 });
    expect(await published(open)).toBe(0);
  }, 120_000);
});
