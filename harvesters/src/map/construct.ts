import { Parser, type Quad } from 'n3';
import oxigraph from 'oxigraph';

const maxLength = 100_000;
const maxDepth = 50;

/** Why a `.rq` file may not run, if it may not: too long, too deep, not a CONSTRUCT, reaching out, or broken. */
export function queryProblem(text: string): string | undefined {
  const bare = text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*/g, ' ');
  if (text.length > maxLength) return 'It is longer than 100,000 characters.';
  if (depthOf(bare) > maxDepth) return 'Its brackets are nested more than 50 deep.';
  if (!/\bconstruct\b/i.test(bare)) return 'It is not a CONSTRUCT query.';
  const outside = /\b(?:service|from|load|insert|delete)\b/i.exec(bare);
  if (outside !== null) return `It uses ${outside[0].toUpperCase()}, which a record’s query may not.`;
  try {
    new oxigraph.Store().query(text, { base_iri: 'https://carrefour.invalid/record' });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if ('{(['.includes(sign)) deepest = Math.max(deepest, (depth += 1));
    else if ('})]'.includes(sign)) depth -= 1;
  }
  return deepest;
}

/**
 * Runs a CONSTRUCT over what the mapping gave; its answer is the whole result, so what should stay has to be
 * constructed. Relative IRIs (`<#it>`) are the record's. The query was accepted by {@link queryProblem}.
 */
export function construct(query: string, mapped: readonly Quad[], base: string): Quad[] {
  const store = new oxigraph.Store(mapped.map(toOxigraph));
  const answer = store.query(query, { base_iri: base }) as oxigraph.Quad[];
  const lines = answer.map((quad) => `${quad.toString()} .\n`).sort();
  return new Parser({ format: 'N-Quads' }).parse(lines.join(''));
}

function toOxigraph(quad: Quad): oxigraph.Quad {
  return oxigraph.fromQuad(quad) as oxigraph.Quad;
}
