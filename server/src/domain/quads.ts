import { Parser, Writer, type Quad } from 'n3';

/**
 * N-Quads as the ledger keeps them: one line a quad, without duplicates, sorted by code unit, so that equal graphs are
 * equal texts. Ends with a line break unless empty.
 */
export function toNQuads(quads: Iterable<Quad>): string {
  const writer = new Writer({ format: 'N-Quads' });
  const lines = new Set<string>();
  for (const quad of quads) lines.add(writer.quadsToString([quad]).trimEnd());
  return joinLines(lines);
}

/** Parses N-Quads of ours. Throws on a syntax error, which would mean that the ledger's content is damaged. */
export function fromNQuads(text: string): Quad[] {
  return new Parser({ format: 'N-Quads' }).parse(text);
}

/** Sorts and joins N-Quads lines. */
export function joinLines(lines: Iterable<string>): string {
  const sorted = [...new Set(lines)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.length === 0 ? '' : `${sorted.join('\n')}\n`;
}
