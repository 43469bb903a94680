import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A source of one CSV file, as far as tests differ in it. */
export interface InventedSource {
  readonly id: string;
  /** `open` unless told. */
  readonly agreement?: 'open' | 'none';
  /** `projets.csv`: a first row with `id`, `nom` and what else there is, then the records. */
  readonly rows: string;
}

/** The mapping of every invented source: the name and, where there is one, the text of an innovation. */
export const inventedMapping = `prefixes:
  car: https://w3id.org/carrefour/ns#
  schema: https://schema.org/
mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, $(nom)]
      - [schema:description, $(texte)]
`;

/**
 * Writes the folder of a source that nobody has, with its records in the set `projets`, into a new temporary folder of its
 * own, which `CARREFOUR_SOURCES` or `--sources` may name.
 */
export async function inventSource({ id, agreement = 'open', rows }: InventedSource): Promise<{
  readonly sources: string;
  readonly folder: string;
}> {
  const sources = await mkdtemp(path.join(tmpdir(), 'carrefour-test-'));
  const folder = path.join(sources, id);
  await mkdir(folder);
  const declaration = `id: ${id}
name: La source ${id}, que ce projet n’a jamais vue
homepage: https://example.org
contact: contact@example.org
language: fr
licence: CC BY 4.0
agreement: ${agreement}
sets:
  projets:
    protocol: csv
    options: { url: 'file:projets.csv' }
    key: id
`;
  await writeFile(path.join(folder, 'source.yaml'), declaration);
  await writeFile(path.join(folder, 'projets.yarrrml.yaml'), inventedMapping);
  await writeFile(path.join(folder, 'projets.csv'), rows);
  return { sources, folder };
}
