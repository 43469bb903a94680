import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const model = fileURLToPath(new URL('../harvesters/sources/exemple-atlas-des-reponses', import.meta.url));
/** The id of the source that {@link writeCorpus} writes. */
export const corpusSource = 'bench-atlas';

interface Project {
  readonly titre: string;
  readonly porteur: { readonly nom: string } | null;
}

/**
 * Writes a source folder whose one set repeats the records of the bundled atlas until there are `count`, each with a
 * key, a title and a carrier of its own: the same corpus at every call. Some 900 bytes and 1.6 things a record.
 * @returns The folder that holds the source folder.
 */
export async function writeCorpus(count: number): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'carrefour-bench-'));
  const folder = path.join(root, corpusSource);
  await cp(model, folder, { recursive: true });
  const declaration = await readFile(path.join(folder, 'source.yaml'), 'utf8');
  await writeFile(
    path.join(folder, 'source.yaml'),
    declaration.replace(/^id: .*$/m, `id: ${corpusSource}`).replace(/^enabled: .*$/m, 'enabled: false'),
  );
  const file = path.join(folder, 'projets.json');
  const { donnees } = JSON.parse(await readFile(file, 'utf8')) as { donnees: { projets: Project[] } };
  const projets = Array.from({ length: count }, (_, index) => {
    const project = donnees.projets[index % donnees.projets.length];
    return {
      ...project,
      code: `B${String(index)}`,
      titre: `${project?.titre ?? ''} ${String(index)}`,
      porteur: {
        ...project?.porteur,
        nom: `${project?.porteur?.nom ?? 'Association'} ${String(index)}`.trim(),
      },
    };
  });
  await writeFile(file, JSON.stringify({ donnees: { projets } }));
  return root;
}
