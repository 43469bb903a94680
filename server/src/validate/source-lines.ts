import type { Quad } from 'n3';

/** What a line is looked for. */
export interface Sought {
  readonly focusNode: string;
  readonly path?: string | undefined;
  readonly value?: string | undefined;
}

/** Where in a text the nodes and values of its graph stand. */
export interface SourceLines {
  /** The line, from 1, of the value, else of its property, else of the node; undefined when it stands nowhere. */
  lineOf(sought: Sought): number | undefined;
}

/** A statement with the line that it was read from. */
export interface LocatedQuad {
  readonly quad: Quad;
  readonly line: number;
}

/** Lines of texts whose parser tells them statement by statement. */
export function linesOfStatements(statements: readonly LocatedQuad[]): SourceLines {
  const lines = new Map<string, number>();
  const remember = (key: string, line: number): void => {
    if (!lines.has(key)) lines.set(key, line);
  };
  for (const { quad, line } of statements) {
    const { subject, predicate, object } = quad;
    remember(keyOf(subject.value), line);
    remember(keyOf(subject.value, predicate.value), line);
    remember(keyOf(subject.value, predicate.value, object.value), line);
  }
  return {
    lineOf: ({ focusNode, path, value }) =>
      lines.get(keyOf(focusNode, path, value)) ??
      lines.get(keyOf(focusNode, path)) ??
      lines.get(keyOf(focusNode)),
  };
}

function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\u0000');
}
