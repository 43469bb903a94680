import { xsd } from '@carrefour/ontology';
import type { Quad } from 'n3';
import { escapeXml } from '../xml-text.ts';
import { AppError } from '../../domain/app-error.ts';

/**
 * RDF/XML of triples without blank nodes: one `rdf:Description` a subject. Throws AppError `not-acceptable` for a
 * predicate whose IRI ends in no XML name, which this syntax cannot say.
 */
export function toRdfXml(quads: readonly Quad[], prefixes: Readonly<Record<string, string>>): string {
  const names = new Map(Object.entries(prefixes).map(([prefix, iri]) => [iri, prefix]));
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const descriptions = [...bySubject].map(
    ([subject, own]) =>
      `  <rdf:Description rdf:about="${escapeXml(subject)}">\n${own.map((quad) => property(quad, names)).join('')}  </rdf:Description>\n`,
  );
  const declared = [...names].map(([iri, prefix]) => `\n    xmlns:${prefix}="${escapeXml(iri)}"`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${declared}>\n${descriptions.join('')}</rdf:RDF>\n`;
}

/** Names namespaces as it meets them: `names` grows by those that have no prefix of ours. */
function property({ predicate, object }: Quad, names: Map<string, string>): string {
  const name = qualified(predicate.value, names);
  if (object.termType !== 'Literal') return `    <${name} rdf:resource="${escapeXml(object.value)}"/>\n`;
  const isPlain = object.language !== '' || object.datatype.value === xsd.string;
  const attribute =
    object.language === ''
      ? isPlain
        ? ''
        : ` rdf:datatype="${escapeXml(object.datatype.value)}"`
      : ` xml:lang="${escapeXml(object.language)}"`;
  return `    <${name}${attribute}>${escapeXml(object.value)}</${name}>\n`;
}

function qualified(iri: string, names: Map<string, string>): string {
  const local = /[\p{L}_][\p{L}\p{N}._-]*$/u.exec(iri)?.[0];
  if (local === undefined || local.length === iri.length) {
    throw new AppError('not-acceptable', `RDF/XML cannot name the property <${iri}>: ask for Turtle.`);
  }
  const namespace = iri.slice(0, -local.length);
  const prefix = names.get(namespace) ?? `ns${names.size}`;
  names.set(namespace, prefix);
  return `${prefix}:${local}`;
}
