import type { z } from 'zod';
import { declaration, setFields } from './declaration.ts';
import { suggestion, type Mistake } from './mistake.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * What is wrong with a declaration, where, and the mend, of one issue that a schema found below `at`; `known` are the
 * fields that may stand there, when that schema is not the declaration’s own.
 */
export function declarationMistakes(
  issue: z.core.$ZodIssue,
  {
    file,
    yaml,
    at,
    known,
  }: { file: string; yaml: YamlFile; at: readonly string[]; known?: readonly string[] | undefined },
): Mistake[] {
  const where = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      file,
      line: yaml.lineOf([...where, key]),
      field: [...where, key].join('.'),
      message: `There is no field “${key}” here.`,
      mend: mendOf(key, at.length === 0 ? knownFields(where) : issue.path.length === 0 ? known : undefined),
    }));
  }
  const value = where.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? (inner as never)[step] : undefined),
    yaml.content,
  );
  const message = value === undefined ? 'This field is missing.' : `${quoted(value)} cannot stand here.`;
  return [{ file, line: yaml.lineOf(where), field: where.join('.'), message, mend: issue.message }];
}

function mendOf(key: string, known: readonly string[] | undefined): string {
  return known === undefined ? 'Leave it out.' : suggestion(key, known);
}

function knownFields(where: readonly PropertyKey[]): readonly string[] {
  const { shape } = declaration;
  if (where.length === 0) return Object.keys(shape);
  if (where[0] === 'sets') return where[2] === 'join' ? setFields.join : setFields.set;
  return where[0] === 'name' ? ['fr', 'en'] : ['level', 'document', 'date', 'signatory'];
}

function quoted(value: unknown): string {
  return `“${JSON.stringify(value).slice(0, 60)}”`;
}

/** True for an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
