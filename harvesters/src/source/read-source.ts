import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ZodType, z } from 'zod';
import { readCrosswalk, type Crosswalk } from './crosswalk.ts';
import { declaration, type Declaration } from './declaration.ts';
import { suggestion, type Mistake } from './mistake.ts';
import type { Source, SourceFile, SourceSet } from './source.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** What the declaration is checked against; handed in, because this stage knows nothing else of ours. */
export interface SourceChecks {
  readonly protocols: Readonly<Record<string, { readonly options: ZodType }>>;
  isConcept(scheme: string, code: string): boolean;
  /** Mistakes of a mapping (YAML with positions) or of a query. */
  checkMapping(file: SourceFile, yaml: YamlFile): Mistake[];
  checkQuery(file: SourceFile): Mistake[];
  /** Why a field path cannot be read, if it cannot. */
  pathProblem(path: string): string | undefined;
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
    mistakes.push(...parsed.error.issues.flatMap((issue) => toMistakes(issue, { file, yaml, at: [] })));
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
  { country, example, sets: _sets, ...declared }: Declaration,
  rest: Pick<Source, 'folder' | 'sets' | 'crosswalk'>,
): Source {
  return { ...declared, ...rest, isExample: example, ...(country === undefined ? {} : { country }) };
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
  const mistakes: Mistake[] = [];
  const at = (field: string): { file: string; line: number; field: string } => ({
    file,
    line: yaml.lineOf(['sets', name, field]),
    field: `sets.${name}.${field}`,
  });
  const paths = {
    key: set.key,
    formerKeys: set.formerKeys,
    group: set.group === undefined ? [] : [set.group],
  };
  for (const [field, values] of Object.entries(paths)) {
    for (const value of values) {
      const problem = checks.pathProblem(value);
      if (problem === undefined) continue;
      const mend = "Write a field such as id, properties.id or properties['addr:city'].";
      mistakes.push({ ...at(field), message: `“${value}” is not a path: ${problem}`, mend });
    }
  }
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

/** Options are checked even where the rest of the declaration is wrong, so that one check tells everything. */
function protocolMistakes(yaml: YamlFile, file: string, checks: SourceChecks): Mistake[] {
  const sets = isRecord(yaml.content) ? yaml.content['sets'] : undefined;
  if (!isRecord(sets)) return [];
  return Object.entries(sets).flatMap(([name, set]) => {
    if (!isRecord(set) || typeof set['protocol'] !== 'string') return [];
    const protocol = checks.protocols[set['protocol']];
    if (protocol === undefined) {
      const at = ['sets', name, 'protocol'];
      const message = `There is no protocol “${set['protocol']}”.`;
      const mend = suggestion(set['protocol'], Object.keys(checks.protocols));
      return [{ file, line: yaml.lineOf(at), field: at.join('.'), message, mend }];
    }
    const parsed = protocol.options.safeParse(set['options'] ?? {});
    const at = ['sets', name, 'options'];
    return parsed.success
      ? []
      : parsed.error.issues.flatMap((issue) => toMistakes(issue, { file, yaml, at }));
  });
}

function toMistakes(
  issue: z.core.$ZodIssue,
  { file, yaml, at }: { file: string; yaml: YamlFile; at: readonly string[] },
): Mistake[] {
  const where = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      line: yaml.lineOf([...where, key]),
      field: [...where, key].join('.'),
      message: `There is no field “${key}” here.`,
      mend: suggestion(key, at.length === 0 ? knownFields(where) : []),
    }));
  }
  const value = where.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (inner as never)[step] : undefined),
    yaml.content,
  );
  const message = value === undefined ? 'This field is missing.' : `${quoted(value)} cannot stand here.`;
  return [{ file, line: yaml.lineOf(where), field: where.join('.'), message, mend: issue.message }];
}

function knownFields(where: readonly PropertyKey[]): string[] {
  const { shape } = declaration;
  if (where.length === 0) return Object.keys(shape);
  if (where[0] === 'sets') return Object.keys(shape.sets.valueType.shape);
  return where[0] === 'name' ? ['fr', 'en'] : ['level', 'document', 'date', 'signatory'];
}

function quoted(value: unknown): string {
  return `“${JSON.stringify(value).slice(0, 60)}”`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
