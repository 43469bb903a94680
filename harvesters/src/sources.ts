import { conceptIri, conceptOfIri } from '@carrefour/ontology';
import { compileRules } from './map/compile.ts';
import { queryProblem } from './map/construct.ts';
import { parsePath } from './map/field-path.ts';
import { isSafePattern } from './map/safe-pattern.ts';
import { protocols } from './protocols/registry.ts';
import { suggestion, type Mistake } from './source/mistake.ts';
import { readSource, sourceFolders, type SourceChecks } from './source/read-source.ts';
import type { Source } from './source/source.ts';

/** What declarations are checked against. */
export const checks: SourceChecks = {
  protocols,
  isConcept: (scheme, code) => conceptOfIri(conceptIri(scheme, code)) !== undefined,
  checkMapping: ({ file }, yaml) =>
    compileRules(yaml.content).issues.map(({ path, message, mend, slip }) => ({
      file,
      line: yaml.lineOf(path),
      field: path.join('.'),
      message,
      mend: slip === undefined ? mend : suggestion(slip.name, slip.known),
    })),
  checkQuery: ({ file, text }) => {
    const problem = queryProblem(text);
    if (problem === undefined) return [];
    const mend = 'Write one CONSTRUCT over the mapped record, without SERVICE, FROM or updates.';
    return [{ file, line: 1, field: '', message: `This query cannot run: ${problem}`, mend }];
  },
  isSafePattern,
  pathProblem(path) {
    try {
      parsePath(path);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  },
};

/** Every mistake in one source folder; none means that it can be harvested. */
export async function checkSource(folder: string): Promise<Mistake[]> {
  return (await readSource(folder, checks)).mistakes;
}

/**
 * Reads source folders: each path is one, or holds some. A source with mistakes is left out and its mistakes are told;
 * of two sources with one id, the first stays.
 */
export async function loadSources(
  folders: readonly string[],
): Promise<{ sources: Source[]; mistakes: Mistake[] }> {
  const sources = new Map<string, Source>();
  const mistakes: Mistake[] = [];
  for (const folder of folders) {
    for (const inner of await innerFolders(folder, mistakes)) {
      const { source, mistakes: found } = await readSource(inner, checks);
      mistakes.push(...found);
      if (source === undefined) continue;
      if (sources.has(source.id)) mistakes.push(secondOf(source, inner));
      else sources.set(source.id, source);
    }
  }
  return { sources: [...sources.values()], mistakes };
}

async function innerFolders(folder: string, mistakes: Mistake[]): Promise<string[]> {
  try {
    return await sourceFolders(folder);
  } catch {
    const message = 'This folder cannot be read.';
    mistakes.push({ file: folder, line: 1, field: '', message, mend: 'Check the path and its permissions.' });
    return [];
  }
}

function secondOf({ id }: Source, folder: string): Mistake {
  const message = `Another source already has the id “${id}”.`;
  return {
    file: `${folder}/source.yaml`,
    line: 1,
    field: 'id',
    message,
    mend: 'Give one of them another id.',
  };
}
