import { conceptOfIri, schemeOfProperty, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import { construct } from './construct.ts';
import type { Call } from './functions.ts';
import { graphOf } from './graph.ts';
import type { Json } from './json.ts';
import type { MappedRecord } from './mapping.ts';
import { queryTerms, writtenQuery } from './query-terms.ts';
import { textProperties } from './terms.ts';
import { excerpt, type Problem } from './value.ts';

/**
 * A mapping that is a CONSTRUCT alone, over a record's own graph. Texts for readers without a language take the
 * source's; where a concept of ours belongs, a plain text is a label of the source and an IRI a concept of another
 * vocabulary: the crosswalk says what they mean, or the alignments do.
 */
export function createGraphMapper(
  query: string,
  concepts: Call['concepts'],
): (
  record: { readonly [name: string]: Json },
  options: { readonly base: string; readonly language: string },
) => MappedRecord {
  const asked = writtenQuery(query);
  const named = queryTerms(asked);
  return (record, { base, language }) => {
    const { quads, problems, predicates } = graphOf(record, base);
    const { constructed, failure } = run(asked, quads, base);
    const labels = new Map<string, { scheme: string; label: string }>();
    const mapped = constructed.flatMap((quad) => {
      const scheme = schemeOfProperty(quad.predicate.value);
      if (scheme === undefined || conceptOfIri(quad.object.value) !== undefined)
        return [inLanguage(quad, language)];
      const label = quad.object.value.trim();
      const found = concepts(scheme, label);
      if (found === undefined) labels.set(`${scheme} ${label}`, { scheme, label });
      return (found ?? []).map((iri) => withObject(quad, DataFactory.namedNode(iri)));
    });
    return {
      quads: [...new Map(mapped.map((quad) => [JSON.stringify(quad), quad])).values()],
      problems: [...problems, ...failure],
      fields: [...predicates],
      readFields: new Set(predicates.filter((predicate) => named.has(predicate))),
      unmapped: predicates.filter((predicate) => !named.has(predicate)),
      unmappedLabels: [...labels.values()],
    };
  };
}

function run(
  query: string,
  quads: readonly Quad[],
  base: string,
): { constructed: readonly Quad[]; failure: readonly Problem[] } {
  try {
    return { constructed: construct(query, quads, base), failure: [] };
  } catch (error) {
    const what = excerpt(error instanceof Error ? error.message : String(error));
    const message = {
      fr: `La requête n’a rien pu lire de cette fiche (${what}) : vérifiez ses adresses et ses codes de langue.`,
      en: `The query could read nothing of this record (${what}): check its IRIs and language tags.`,
    };
    return { constructed: [], failure: [{ field: '', message }] };
  }
}

function inLanguage(quad: Quad, language: string): Quad {
  const { predicate, object } = quad;
  const isPlain = object.termType === 'Literal' && object.datatype.value === xsd.string;
  if (!isPlain || !textProperties.has(predicate.value)) return quad;
  return withObject(quad, DataFactory.literal(object.value, language));
}

function withObject({ subject, predicate }: Quad, object: Quad['object']): Quad {
  return DataFactory.quad(subject, predicate, object);
}
