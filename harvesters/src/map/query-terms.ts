import { writtenIri } from '@carrefour/ontology';

const skippable = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#[^\n]*`;
const iriOrSkipped = new RegExp(String.raw`<([^<>\s]*)>|${skippable}`, 'g');
const nameOrSkipped = new RegExp(String.raw`<[^<>\s]*>|${skippable}|([\w-]*):([\w.-]*[\w-])`, 'g');

/**
 * A SPARQL query whose IRIs are written as their vocabulary writes them, prefixes and prefixed names too: so that it
 * asks for what {@link graphOf} says, whichever base of the vocabulary its author chose.
 */
export function writtenQuery(query: string): string {
  const based = query.replace(iriOrSkipped, (part, iri?: string) =>
    iri === undefined ? part : `<${writtenIri(iri)}>`,
  );
  const prefixes = prefixesOf(based);
  return based.replace(nameOrSkipped, (part, prefix?: string, local?: string) => {
    const base = prefixes.get(prefix ?? '');
    if (local === undefined || base === undefined) return part;
    const written = writtenIri(base + local);
    return written === base + local ? part : `<${written}>`;
  });
}

function prefixesOf(query: string): Map<string, string> {
  const declared = query.matchAll(/\bPREFIX\s+([\w-]*):\s*<([^<>\s]*)>/gi);
  return new Map([...declared].map(([, prefix = '', iri = '']) => [prefix, iri]));
}

/**
 * The IRIs that a SPARQL query names, prefixed or whole: a property that is not among them is not read by it, unless
 * by a variable.
 */
export function queryTerms(query: string): ReadonlySet<string> {
  const prefixes = new Map<string, string>();
  const body = query
    .replace(/<[^<>\s]*>|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#[^\n]*/g, (part) =>
      part.startsWith('<') ? part : ' ',
    )
    .replace(/\bPREFIX\s+([\w-]*):\s*<([^<>\s]*)>/gi, (_whole, prefix: string, iri: string) => {
      prefixes.set(prefix, iri);
      return ' ';
    });
  const terms = new Set<string>();
  for (const [, iri] of body.matchAll(/<([^<>\s]*)>/g)) terms.add(iri ?? '');
  for (const [, prefix, local] of body.replace(/<[^<>\s]*>/g, ' ').matchAll(/([\w-]*):([\w.-]*[\w-]|)/g)) {
    const base = prefixes.get(prefix ?? '');
    if (base !== undefined) terms.add(base + (local ?? ''));
  }
  return terms;
}
