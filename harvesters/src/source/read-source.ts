import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ZodType } from 'zod';
import { readCrosswalk, type Crosswalk } from './crosswalk.ts';
import { declaration, type Declaration } from './declaration.ts';
import { protocolMistakes, ruleMistakes } from './check-set.ts';
import { declarationMistakes } from './declaration-mistakes.ts';
import type { Mistake } from './mistake.ts';
import type { Source, SourceFile, SourceSet } from './source.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** What the declaration is checked against; handed in, because this stage knows nothing else of ours. */
export interface SourceChecks {
  readonly protocols: Readonly<Record<string, { readonly options: ZodType; readonly givesGraph?: boolean }>>;
  isConcept(scheme: string, code: string): boolean;
  /** Mistakes of a mapping (YAML with positions) or of a query. */
  checkMapping(file: SourceFile, yaml: YamlFile): Mistake[];
  checkQuery(file: SourceFile): Mistake[];
  /** Why a field path cannot be read, if it cannot. */
  pathProblem(path: string): string | undefined;
  /** True for a regular expression that compiles and never takes for ever. */
  isSafePattern(pattern: string): boolean;
}

const declarationFile = 'source.yaml';
const maxFileBytes = 2_000_000;

/** Reads and checks one source folder. The source is absent when a mistake makes it unusable. */
export async function readSource(
  folder: string,
  checks: SourceChecks,
): Promise<{ source?: Source; mistakes: Mistake[] }> {
  const file = path.join(folder, declarationFile);
  const text = await textOf(file);
  if (text === undefined) {
    const mend = 'Write a source.yaml in this folder (see docs/writing-a-source.md).';
    return { mistakes: [{ file, line: 1, field: '', message: 'There is no source.yaml.', mend }] };
  }
  const yaml = readYaml(file, text);
  const mistakes = [...yaml.mistakes];
  if (yaml.mistakes.length > 0) return { mistakes };
  const parsed = declaration.safeParse(yaml.content);
  if (!parsed.success) {
    mistakes.push(
      ...parsed.error.issues.flatMap((issue) => declarationMistakes(issue, { file, yaml, at: [] })),
    );
    return { mistakes: [...mistakes, ...protocolMistakes(yaml, file, checks)] };
  }
  const { crosswalk, mistakes: crosswalkMistakes } = await crosswalkOf(folder, checks);
  mistakes.push(...crosswalkMistakes);
  mistakes.push(...protocolMistakes(yaml, file, checks));
  const sets: SourceSet[] = [];
  for (const [name, set] of Object.entries(parsed.data.sets)) {
    const found = await readSet({ folder, name, set, file, yaml }, checks);
    sets.push(found.set);
    mistakes.push(...found.mistakes);
  }
  if (mistakes.length > 0) return { mistakes };
  return { source: sourceOf(parsed.data, { folder, sets, crosswalk }), mistakes };
}

function sourceOf(
  { country, example, builtIn, sets: _sets, ...declared }: Declaration,
  rest: Pick<Source, 'folder' | 'sets' | 'crosswalk'>,
): Source {
  return {
    ...declared,
    ...rest,
    isExample: example,
    isBuiltIn: builtIn,
    ...(country === undefined ? {} : { country }),
  };
}

async function crosswalkOf(
  folder: string,
  checks: SourceChecks,
): Promise<{ crosswalk: Crosswalk; mistakes: Mistake[] }> {
  const file = path.join(folder, 'crosswalk.csv');
  const text = await textOf(file);
  if (text === undefined) return { crosswalk: new Map(), mistakes: [] };
  return readCrosswalk({ file, text }, (scheme, code) => checks.isConcept(scheme, code));
}

interface SetPlace {
  readonly folder: string;
  readonly name: string;
  readonly set: Declaration['sets'][string];
  readonly file: string;
  readonly yaml: YamlFile;
}

async function readSet(
  { folder, name, set, file, yaml }: SetPlace,
  checks: SourceChecks,
): Promise<{ set: SourceSet; mistakes: Mistake[] }> {
  const mistakes = ruleMistakes({ set, at: ['sets', name], file, yaml }, checks);
  const at = (field: string): { file: string; line: number; field: string } => ({
    file,
    line: yaml.lineOf(['sets', name, field]),
    field: `sets.${name}.${field}`,
  });
  const mappingName = set.mapping ?? `${name}.yarrrml.yaml`;
  const mapping = await fileIn(folder, mappingName);
  const query = await fileIn(folder, `${name}.rq`);
  if (mapping === undefined && (query === undefined || set.mapping !== undefined)) {
    const message = `There is no mapping “${mappingName}” in this folder.`;
    mistakes.push({
      ...at('mapping'),
      message,
      mend: `Write ${mappingName}, or name the file under “mapping”.`,
    });
  } else if (mapping === undefined && checks.protocols[set.protocol]?.givesGraph === false) {
    const message = `The records of “${set.protocol}” are no graph that ${name}.rq could read alone.`;
    mistakes.push({ ...at('mapping'), message, mend: `Write ${mappingName} beside it.` });
  }
  if (mapping !== undefined) {
    const content = readYaml(mapping.file, mapping.text);
    mistakes.push(...content.mistakes);
    if (content.mistakes.length === 0) mistakes.push(...checks.checkMapping(mapping, content));
  }
  if (query !== undefined) mistakes.push(...checks.checkQuery(query));
  const { mapping: _name, ...declared } = set;
  const files = { ...(mapping === undefined ? {} : { mapping }), ...(query === undefined ? {} : { query }) };
  return { set: { ...declared, name, ...files }, mistakes };
}

async function fileIn(folder: string, name: string): Promise<SourceFile | undefined> {
  const file = path.resolve(folder, name);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  const text = await textOf(file);
  return text === undefined ? undefined : { file, text };
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return text.length > maxFileBytes ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The source folders that a folder stands for: itself, or those within it; in the order of their names. */
export async function sourceFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(({ name }) => name === declarationFile)) return [folder];
  const inner: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory()) continue;
    const files = await readdir(path.join(folder, entry.name));
    if (files.includes(declarationFile)) inner.push(path.join(folder, entry.name));
  }
  return inner;
}
