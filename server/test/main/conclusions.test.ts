import { beforeAll, describe, expect, it } from 'vitest';
import { car } from '@carrefour/ontology';
import { thingId } from '../../src/domain/thing-id.ts';
import { freshData, run, runJson, type Environment } from './command-line.ts';
import { inventSource } from './invented-source.ts';

const rows = `id;nom;texte
1;Les Paniers du Haut;Une épicerie solidaire au village.
2;La Ruche;Des voisins se retrouvent.
`;
const paniers = thingId({ source: 'voisins', set: 'projets', key: '1' }, 'it');
const epicerie = thingId({ source: 'solutions', set: 'solutions', key: 'epicerie-sociale' }, 'it');

describe('what is concluded', () => {
  let sources: string;
  beforeAll(async () => {
    ({ sources } = await inventSource({ id: 'voisins', rows }));
  });

  const harvested = async (...order: string[]): Promise<Environment> => {
    const environment = await freshData({ CARREFOUR_SOURCES: sources });
    for (const source of order) await runJson(['harvest', source], environment);
    return environment;
  };
  /** The graphs of statements about the first project, without those about when. */
  const exported = async (environment: Environment): Promise<string[]> => {
    const { stdout } = await run(['export', '--format', 'nq', '--graphs', 'published,claims'], environment);
    return stdout
      .split('\n')
      .filter((line) => line.includes(paniers) && !/#dateTime>/.test(line))
      .sort();
  };
  const asked = async (environment: Environment, graph: string): Promise<boolean> => {
    const query = `ASK { ${graph} { <http://localhost:3000/id/${paniers}> <${car.implements}> <http://localhost:3000/id/${epicerie}> } }`;
    const { stdout } = await run(['sparql', query, '--format', 'json'], environment);
    return (JSON.parse(stdout) as { boolean: boolean }).boolean;
  };
  const inferred = (environment: Environment) =>
    asked(environment, `GRAPH <http://localhost:3000/graph/inferred/${paniers}>`);
  const edited = (environment: Environment) =>
    asked(environment, `GRAPH <http://localhost:3000/graph/edited/${paniers}>`);

  it('depends on what is known, and not on which source came first', async () => {
    const first = await harvested('solutions', 'voisins');
    const last = await harvested('voisins', 'solutions');
    expect(await inferred(first)).toBe(true);
    expect(await inferred(last)).toBe(true);
    expect(await exported(last)).toEqual(await exported(first));
    const without = await harvested('voisins');
    expect(await inferred(without)).toBe(false);
  }, 120_000);

  it('is a statement once a person accepts it, and neither when they refuse; both can be taken back', async () => {
    const environment = await harvested('solutions', 'voisins');
    expect(await asked(environment, '')).toBe(false);
    const accepted = await runJson<{ decision: number }>(['accept', paniers, epicerie], environment);
    expect([await asked(environment, ''), await edited(environment), await inferred(environment)]).toEqual([
      true,
      true,
      false,
    ]);
    await runJson(['harvest', 'voisins'], environment);
    expect(await asked(environment, '')).toBe(true);
    await run(['undo', String(accepted.decision)], environment);
    expect([await asked(environment, ''), await inferred(environment)]).toEqual([false, true]);
    const refused = await runJson<{ decision: number }>(['refuse', paniers, epicerie], environment);
    expect([await asked(environment, ''), await inferred(environment)]).toEqual([false, false]);
    await run(['undo', String(refused.decision)], environment);
    expect(await inferred(environment)).toBe(true);
  }, 180_000);

  it('cannot be accepted of what is no solution, or of nothing', async () => {
    const environment = await harvested('voisins');
    const none = await run(['accept', paniers, epicerie], environment);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('Nothing has the id')]);
    const other = await run(['accept', paniers, paniers], environment);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('is no published solution')]);
    expect((await run(['refuse', paniers], environment)).code).toBe(2);
  }, 60_000);
});
