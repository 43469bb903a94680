import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { Mistake } from './mistake.ts';

/** A path of keys and indices within a YAML file. */
export type FieldPath = readonly PropertyKey[];

/** A YAML file that knows where its fields stand. */
export interface YamlFile {
  /** The content; undefined when the syntax is broken. */
  readonly content: unknown;
  readonly mistakes: readonly Mistake[];
  /** The line of a field, or of the closest field around it. */
  lineOf(path: FieldPath): number;
}

/** Aliases beyond this are a bomb, not a convenience. */
const maxAliasCount = 50;

/** Parses YAML with positions; broken syntax is a list of mistakes, never an exception. */
export function readYaml(file: string, text: string): YamlFile {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const mistakes = document.errors.map((error) => ({
    file,
    line: counter.linePos(error.pos[0]).line,
    field: '',
    message: `This is not valid YAML: ${error.message}`,
    mend: 'Check indentation (spaces only), quotes around texts with “: ” or “#”, and names written twice.',
  }));
  const lineOf = (path: FieldPath): number => counter.linePos(offsetOf(document, path)).line;
  if (mistakes.length > 0) return { content: undefined, mistakes, lineOf };
  try {
    return { content: document.toJS({ maxAliasCount }) as unknown, mistakes, lineOf };
  } catch {
    const bomb = 'This file repeats its aliases (*name) too often.';
    return {
      content: undefined,
      mistakes: [{ file, line: 1, field: '', message: bomb, mend: 'Write the values out.' }],
      lineOf,
    };
  }
}

function offsetOf(document: Document, path: FieldPath): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
    } else return offset;
  }
  return offset;
}
