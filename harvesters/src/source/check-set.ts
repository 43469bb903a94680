import { ZodObject, type ZodType } from 'zod';
import { declarationMistakes, isRecord } from './declaration-mistakes.ts';
import type { Declaration, KeyRule } from './declaration.ts';
import { suggestion, type Mistake } from './mistake.ts';
import type { SourceChecks } from './read-source.ts';
import type { YamlFile } from './yaml-file.ts';

type Path = readonly string[];

/** A set of a declaration, with where it stands. */
interface SetPlace {
  readonly set: Declaration['sets'][string];
  readonly at: Path;
  readonly file: string;
  readonly yaml: YamlFile;
}

/** Mistakes in the rules by which a set’s keys are read: paths that are none, patterns that could take for ever. */
export function ruleMistakes({ set, at, file, yaml }: SetPlace, checks: SourceChecks): Mistake[] {
  const joined = Object.entries(set.join ?? {}).flatMap(([name, { on, to }]): [Path, KeyRule[]][] => [
    [['join', name, 'on'], [on]],
    [['join', name, 'to'], [to]],
  ]);
  const rules: [Path, readonly KeyRule[]][] = [
    [['key'], set.key],
    [['keyOtherwise'], set.keyOtherwise ?? []],
    [['formerKeys'], set.formerKeys],
    [['agreement', 'field'], set.agreement === undefined ? [] : [set.agreement.field]],
    [['deletedWhen', 'field'], set.deletedWhen === undefined ? [] : [set.deletedWhen.field]],
    [['group'], set.group === undefined ? [] : [set.group]],
    ...joined,
  ];
  return rules.flatMap(([field, values]) => {
    const path = [...at, ...field];
    const where = { file, line: yaml.lineOf(path), field: path.join('.') };
    return values.flatMap((rule) => ruleMistake(rule, checks).map((told) => ({ ...where, ...told })));
  });
}

function ruleMistake(rule: KeyRule, checks: SourceChecks): Pick<Mistake, 'message' | 'mend'>[] {
  const path = typeof rule === 'string' ? rule : rule.path;
  const problem = checks.pathProblem(path);
  if (problem !== undefined) {
    const mend = "Write a field such as id, properties.id or properties['addr:city'].";
    return [{ message: `“${path}” is not a path: ${problem}`, mend }];
  }
  if (typeof rule === 'string' || checks.isSafePattern(rule.match)) return [];
  const message = `The pattern “${rule.match}” is not valid, or could take for ever on some texts.`;
  return [{ message, mend: 'Repeat no group that itself repeats or has alternatives; no back references.' }];
}

/** Options are checked even where the rest of the declaration is wrong, so that one check tells everything. */
export function protocolMistakes(yaml: YamlFile, file: string, checks: SourceChecks): Mistake[] {
  return readings(yaml.content).flatMap(({ at, reading }) => {
    if (typeof reading['protocol'] !== 'string') return [];
    const protocol = checks.protocols[reading['protocol']];
    if (protocol === undefined) {
      const where = [...at, 'protocol'];
      const message = `There is no protocol “${reading['protocol']}”.`;
      const mend = suggestion(reading['protocol'], Object.keys(checks.protocols));
      return [{ file, line: yaml.lineOf(where), field: where.join('.'), message, mend }];
    }
    const parsed = protocol.options.safeParse(reading['options'] ?? {});
    const where = [...at, 'options'];
    const known = fieldsOf(protocol.options);
    return parsed.success
      ? []
      : parsed.error.issues.flatMap((issue) => declarationMistakes(issue, { file, yaml, at: where, known }));
  });
}

/** The names that a schema of an object knows. */
function fieldsOf(schema: ZodType): string[] | undefined {
  return schema instanceof ZodObject ? Object.keys(schema.shape) : undefined;
}

/** Everything in a declaration that names a protocol: its sets, and the lists joined to them. */
function readings(content: unknown): { at: Path; reading: Readonly<Record<string, unknown>> }[] {
  const sets = isRecord(content) ? content['sets'] : undefined;
  return entries(sets, ['sets']).flatMap((set) => [
    set,
    ...entries(set.reading['join'], [...set.at, 'join']),
  ]);
}

function entries(content: unknown, at: Path): { at: Path; reading: Readonly<Record<string, unknown>> }[] {
  if (!isRecord(content)) return [];
  return Object.entries(content).flatMap(([name, reading]) =>
    isRecord(reading) ? [{ at: [...at, name], reading }] : [],
  );
}
