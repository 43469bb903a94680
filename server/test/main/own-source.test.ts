import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshData, run, runJson, type Environment } from './command-line.ts';
import { inventedMapping, inventSource } from './invented-source.ts';

const planted = 'jeanne.exemple@example.org';
const rows = `id;nom;texte;theme
1;Jardin des Tilleuls;Écrire à ${planted} pour visiter.;jardin
2;Atelier vélo;Réparer ensemble.;velo
3;;Un projet sans nom.;
4;Une ligne avec ${planted}
`;

/** Every file below a folder, as bytes. */
async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(name)] as const)));
}

/** The ledger's blobs, decompressed. */
function blobsOf(folder: string): Buffer[] {
  const ledger = new DatabaseSync(path.join(folder, 'ledger.sqlite'), { readOnly: true });
  try {
    return ledger
      .prepare('SELECT * FROM blob')
      .all()
      .flatMap((row) => Object.values(row))
      .flatMap((value) => (value instanceof Uint8Array ? [decompressed(value)] : []));
  } finally {
    ledger.close();
  }
}

function decompressed(bytes: Uint8Array): Buffer {
  return bytes[0] === 0x28 && bytes[1] === 0xb5 ? zstdDecompressSync(bytes) : Buffer.from(bytes);
}

/** Where a text stands in a data folder: names of files, and `blob`. */
async function placesOf(text: string, folder: string): Promise<string[]> {
  const files = [...(await filesOf(folder))].filter(([, bytes]) => bytes.includes(text));
  const blobs = blobsOf(folder).filter((bytes) => bytes.includes(text));
  return [...files.map(([name]) => path.basename(name)), ...blobs.map(() => 'blob')];
}

describe('a source folder that this project has never seen', () => {
  let environment: Environment;
  let data: string;
  let folder: string;
  let sources: string;
  const harvest = () =>
    runJson<{ runs: Readonly<Record<string, unknown>>[] }>(
      ['harvest', 'inconnue', '--sources', sources],
      environment,
    );

  beforeAll(async () => {
    environment = await freshData();
    data = environment['CARREFOUR_DATA'] ?? '';
    ({ folder, sources } = await inventSource({ id: 'inconnue', rows }));
  });

  it('is harvested without code, and every record is accounted for', async () => {
    const { runs } = await harvest();
    expect(runs).toMatchObject([{ read: 4, added: 3, quarantined: 1, failed: 1 }]);
    const { sets } = await runJson<{
      sets: { quarantined: { key: string; reasons: { message: { fr: string; en: string } }[] }[] }[];
    }>(['source', 'report', 'inconnue', '--sources', sources], environment);
    expect(sets[0]?.quarantined.map(({ key }) => key)).toEqual(['3']);
    for (const { message } of sets[0]?.quarantined[0]?.reasons ?? []) {
      expect([message.fr, message.en].every((text) => text.length > 20)).toBe(true);
    }
  }, 120_000);

  it('keeps a personal address with the persons, and nowhere else', async () => {
    const places = new Set(await placesOf(planted, data));
    expect([...places].filter((name) => !name.startsWith('persons.sqlite'))).toEqual([]);
    expect(places.size).toBeGreaterThan(0);
  });

  it('changes exactly what a new mapping changes, when it is processed again', async () => {
    await writeFile(
      path.join(folder, 'projets.yarrrml.yaml'),
      `${inventedMapping}      - p: schema:keywords\n        o: { value: $(theme) }\n        condition: { function: fn:equals, parameters: [[fn:value, $(theme)], [fn:other, velo]] }\n`,
    );
    const { changes } = await runJson<{ changes: number }>(
      ['reprocess', 'inconnue', '--sources', sources],
      environment,
    );
    expect(changes).toBe(1);
  }, 120_000);

  it('once a record is erased, no byte of its personal address is left, and it does not come back', async () => {
    const { code, stderr } = await run(['erase', 'inconnue/projets/1'], environment);
    expect(code, stderr).toBe(0);
    expect(await placesOf(planted, data)).toEqual([]);
    const { runs } = await harvest();
    expect(runs).toMatchObject([{ read: 4, failed: 2 }]);
    expect(await placesOf(planted, data)).toEqual([]);
    expect(await placesOf('Jardin des Tilleuls', data)).toEqual([]);
  }, 120_000);
});
