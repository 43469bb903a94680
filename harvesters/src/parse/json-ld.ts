import { compileCss } from './css-selector.ts';
import type { HtmlDocument } from './html-node.ts';
import { rawText } from './html-text.ts';
import { parseJson } from './json.ts';
import { ParseError } from './parse-error.ts';
import type { DataNode, DataValue } from './structured-data.ts';

/** A JSON-LD script that cannot be read. */
export interface BrokenScript {
  /** Among the scripts of its page, from 1. */
  readonly number: number;
  readonly reason: string;
}

const scripts = compileCss('script[type^="application/ld+json" i]');

/**
 * The nodes in a page's JSON-LD scripts, by the names that they are written with: contexts are neither loaded nor applied,
 * because many are wrong and a mapping reads what is there. A broken script spoils no other.
 */
export function jsonLdIn(document: HtmlDocument): { nodes: DataNode[]; broken: BrokenScript[] } {
  const nodes: DataNode[] = [];
  const broken: BrokenScript[] = [];
  for (const [index, script] of scripts(document).entries()) {
    try {
      nodes.push(...nodesOf(parseJson(unwrapped(rawText(script))) as DataValue));
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      broken.push({ number: index + 1, reason: error.message });
    }
  }
  return { nodes, broken };
}

/** The nodes of a JSON-LD document: one, a list of them, or those of its `@graph`. */
export function nodesOf(value: DataValue): DataNode[] {
  if (Array.isArray(value)) return (value as readonly DataValue[]).flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  const { '@context': _context, '@graph': graph, ...node } = value as DataNode;
  const inner = graph === undefined ? [] : nodesOf(graph);
  return Object.keys(node).some((name) => name !== '@id') ? [node, ...inner] : inner;
}

/** Takes a script out of the comments that hide it from very old browsers. */
function unwrapped(script: string): string {
  return script
    .trim()
    .replace(/^(?:<!--|(?:\/\/|\/\*)?\s*<!\[CDATA\[\s*(?:\*\/)?)/, '')
    .replace(/(?:-->|(?:\/\/|\/\*)?\s*\]\]>\s*(?:\*\/)?)$/, '')
    .trim();
}
