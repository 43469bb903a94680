import type { RdfFormat } from './rdf.ts';

const byEnding: Readonly<Record<string, RdfFormat | 'jsonld'>> = {
  ttl: 'turtle',
  n3: 'turtle',
  trig: 'trig',
  nt: 'ntriples',
  nq: 'nquads',
  rdf: 'rdfxml',
  owl: 'rdfxml',
  xml: 'rdfxml',
  jsonld: 'jsonld',
  json: 'jsonld',
};
const byMediaType: Readonly<Record<string, RdfFormat | 'jsonld'>> = {
  'text/turtle': 'turtle',
  'application/x-turtle': 'turtle',
  'application/trig': 'trig',
  'application/n-triples': 'ntriples',
  'application/n-quads': 'nquads',
  'application/rdf+xml': 'rdfxml',
  'application/ld+json': 'jsonld',
};

/** The syntax of a text, by its media type, its name, then its first sign; Turtle, and TriG with it, when all fail. */
export function rdfFormatOf(
  text: string,
  { name, mediaType = '' }: { name: string; mediaType?: string | undefined },
): RdfFormat | 'jsonld' {
  const stated = byMediaType[mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  const ending = byEnding[/\.(\w+)(?:[?#].*)?$/.exec(name)?.[1]?.toLowerCase() ?? ''];
  return stated ?? ending ?? byFirstSign(text.trimStart());
}

function byFirstSign(text: string): RdfFormat | 'jsonld' {
  if (/^(?:\{\s*"|\[\s*\{)/.test(text)) return 'jsonld';
  return /^<(?:\?xml|rdf:RDF)/i.test(text) ? 'rdfxml' : 'trig';
}
