import { parsePath, reach, type FieldPath, type Reached } from './field-path.ts';
import type { Value } from './value.ts';

/** Where a mapping reads: the item of an iterator with the records around it, outermost first. */
export interface Scope {
  readonly levels: readonly Reached[];
  /** Place of the item among its iterator's, from 1. */
  readonly index: number;
  /** Told of every field that a reference reached. */
  readonly onRead: (reached: Reached) => void;
}

/** A text with references: `place-$(_index)`, `$(nom)`. */
export interface Template {
  readonly parts: readonly (string | FieldPath)[];
  readonly hasReference: boolean;
}

/** References multiply; beyond this many texts the rest is left out. */
const maxTexts = 1000;

/** Throws SyntaxError for a reference that is no path. */
export function parseTemplate(text: string): Template {
  const parts: (string | FieldPath)[] = [];
  const reference = /\$\(((?:\[[^\]]*\]|\([^()]*\)|[^()[\]])+)\)/g;
  let end = 0;
  for (const match of text.matchAll(reference)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(parsePath(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  if (parts.some((part) => typeof part === 'string' && part.includes('$('))) {
    throw new SyntaxError(`“${text}” has a reference that does not end.`);
  }
  return { parts, hasReference: parts.some((part) => typeof part !== 'string') };
}

/** The texts of a template: one a combination of its references' values, none when one of them is empty. */
export function fill(template: Template, scope: Scope, encode = (text: string): string => text): Value[] {
  const isWhole = template.parts.length === 1;
  const texts = template.parts.reduce<string[]>(
    (begun, part) => {
      const ends =
        typeof part === 'string' ? [part] : read(part, scope).map((text) => (isWhole ? text : encode(text)));
      return begun.flatMap((start) => ends.map((end) => start + end)).slice(0, maxTexts);
    },
    [''],
  );
  return texts.filter((text) => text !== '').map((text) => ({ text }));
}

function read(path: FieldPath, scope: Scope): string[] {
  if (path.text === '_index') return [String(scope.index)];
  const level = scope.levels.at(-1 - path.up);
  if (level === undefined) return [];
  return reach(level, path)
    .flatMap(scalars)
    .flatMap((reached) => {
      scope.onRead(reached);
      const { value } = reached;
      return typeof value === 'object' ? [] : [String(value).trim()];
    });
}

/** Lists of scalars are opened; objects give nothing, their fields have to be named. */
function scalars(reached: Reached): Reached[] {
  const { value, field } = reached;
  if (Array.isArray(value)) {
    return (value as Reached['value'][]).flatMap((item) => scalars({ value: item, field: `${field}[]` }));
  }
  return typeof value === 'object' && value !== null ? [] : [reached];
}
