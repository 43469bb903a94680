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
