import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../src/main/status.ts';
import { run, runJson, servableData, serve, type Environment, type Served } from './command-line.ts';
import { inventSource } from './invented-source.ts';

const rows = 'id;nom\n1;Jardin des Tilleuls\n2;Jardin du Puits\n';

describe('records without an agreement', () => {
  let open: Environment;
  let rehearsal: Environment;
  const served: Served[] = [];

  const published = async (environment: Environment): Promise<number> =>
    (await runJson<Status>(['status'], environment)).things;
  const found = async (environment: Environment): Promise<number> =>
    (await runJson<{ total: number }>(['search', 'jardin'], environment)).total;

  beforeAll(async () => {
    const { sources } = await inventSource({ id: 'sans-accord', agreement: 'none', rows });
    open = { ...(await servableData()), CARREFOUR_SOURCES: sources };
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
