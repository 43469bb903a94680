import { z } from 'zod';
import { fileURLToPath } from 'node:url';
import { readSource, sourceFolders } from '../../src/source/read-source.ts';
import type { Mistake } from '../../src/source/mistake.ts';
import type { Source } from '../../src/source/source.ts';
import { checks } from '../../src/sources.ts';

const folder = fileURLToPath(new URL('../../sources/', import.meta.url));
const anyOptions = { options: z.record(z.string(), z.unknown()) };

/** The bundled sources, held to every rule but those of their protocols' options, which have their own tests. */
export async function bundledSources(): Promise<{ sources: Source[]; mistakes: Mistake[] }> {
  const protocols = { csv: anyOptions, json: anyOptions, geojson: anyOptions };
  const read = await Promise.all(
    (await sourceFolders(folder)).map((one) => readSource(one, { ...checks, protocols })),
  );
  return {
    sources: read.flatMap(({ source }) => source ?? []),
    mistakes: read.flatMap(({ mistakes }) => mistakes),
  };
}
