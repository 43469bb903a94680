import { compile, type JSONPathQuery } from 'json-p3';
import type { Json } from './json.ts';

/** A way into a record: names and list steps, or a JSONPath (RFC 9535). */
export interface FieldPath {
  readonly text: string;
  /** Levels to go up from an item of a nested iterator (`^.name`). */
  readonly up: number;
  readonly steps: readonly Step[];
  readonly query?: JSONPathQuery;
}

type Step = { readonly name: string } | { readonly index: number } | 'every';

/** A value that a path reached, with the field that it stands in (`tags[]`, `geometry.coordinates[]`). */
export interface Reached {
  readonly value: Json;
  readonly field: string;
}

/**
 * Reads `name`, `a name with spaces`, `a.b`, `a['x.y'].b`, `list[0]`, `list[*]`, `^.name` (the record around an item),
 * or `$…` (JSONPath). Throws SyntaxError with what is wrong.
 */
export function parsePath(text: string): FieldPath {
  if (text.startsWith('$')) {
    try {
      return { text, up: 0, steps: [], query: compile(text) };
    } catch (error) {
      throw new SyntaxError(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
  const ups = /^(?:\^\.?)*/.exec(text)?.[0] ?? '';
  const steps: Step[] = [];
  let rest = text.slice(ups.length);
  const pattern = /^(?:\['([^']*)'\]|\[(\d+|\*)\]|\.?([^.[\]]+))/;
  while (rest !== '') {
    const match = pattern.exec(rest);
    if (match === null) throw new SyntaxError(`“${rest}” cannot be read.`);
    const [whole, quoted, index, name] = match;
    if (index === '*') steps.push('every');
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ name: (quoted ?? name ?? '').trim() });
    rest = rest.slice(whole.length);
  }
  if (steps.length === 0) throw new SyntaxError('The path is empty.');
  return { text, up: ups.replaceAll('.', '').length, steps };
}

/** Every value at the path, lists opened, in the record's order. A name applied to a list is applied to its items. */
export function reach(root: Reached, path: FieldPath): Reached[] {
  if (path.query !== undefined) {
    return path.query.query(root.value as never).nodes.map(({ value, location }) => ({
      value: value as Json,
      field: location.reduce<string>((field, step) => childField(field, step), root.field),
    }));
  }
  return path.steps.reduce<Reached[]>((found, step) => found.flatMap((one) => next(one, step)), [root]);
}

function next(from: Reached, step: Step): Reached[] {
  const { value } = from;
  if (isList(value)) {
    if (step === 'every') return items(from);
    if ('index' in step) {
      const item = value[step.index];
      return item === undefined ? [] : [{ value: item, field: `${from.field}[]` }];
    }
    return items(from).flatMap((item) => next(item, step));
  }
  if (typeof value !== 'object' || value === null || step === 'every' || 'index' in step) return [];
  if (!Object.hasOwn(value, step.name)) return [];
  const inner = value[step.name];
  return inner === undefined ? [] : [{ value: inner, field: childField(from.field, step.name) }];
}

/** The items of a list, each in the field `list[]`. */
export function items({ value, field }: Reached): Reached[] {
  return isList(value) ? value.map((item) => ({ value: item, field: `${field}[]` })) : [];
}

/** The values without children under one value. */
export function leaves(from: Reached): Reached[] {
  const { value, field } = from;
  if (isList(value)) return items(from).flatMap(leaves);
  if (typeof value !== 'object' || value === null) return [from];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves({ value: inner, field: childField(field, name) }),
  );
}

function childField(field: string, step: string | number): string {
  if (typeof step === 'number') return `${field}[]`;
  return field === '' ? step : `${field}.${step}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
