import { fileURLToPath } from 'node:url';
import { readSource, sourceFolders } from '../../src/source/read-source.ts';
import type { Mistake } from '../../src/source/mistake.ts';
import type { Source } from '../../src/source/source.ts';
import { checks } from '../../src/sources.ts';

const folder = fileURLToPath(new URL('../../sources/', import.meta.url));

/** The bundled sources, held to every rule. */
export async function bundledSources(): Promise<{ sources: Source[]; mistakes: Mistake[] }> {
  const read = await Promise.all((await sourceFolders(folder)).map((one) => readSource(one, checks)));
  return {
    sources: read.flatMap(({ source }) => source ?? []),
    mistakes: read.flatMap(({ mistakes }) => mistakes),
  };
}
