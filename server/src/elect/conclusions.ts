import { car, conceptIri, propertyOfScheme, rdf, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import { describe } from '../domain/description.ts';
import { graphs } from '../domain/graphs.ts';
import type { Conclusions, InferredConcept } from '../domain/inferred.ts';
import { thingIri, type ThingId } from '../domain/thing-id.ts';
import type { InferenceInput } from '../enrich/inference.ts';
import { conceptsOf } from './doc-concepts.ts';
import type { Elected } from './elect.ts';

/** What was elected about a thing, as far as conclusions are drawn from it. */
export function inferenceInput(canonical: ThingId, { kind, quads }: Elected): InferenceInput {
  const description = describe(quads);
  const root = thingIri(canonical);
  const texts = [schema.description, car.need, car.answer];
  return {
    kind,
    title: description.byLanguage(root, schema.name) ?? {},
    texts: texts
      .map((property) => description.byLanguage(root, property))
      .filter((text) => text !== undefined),
    concepts: conceptsOf(root, description),
  };
}

/** Conclusions without the solutions that are settled already. */
export function openConclusions(
  { solutions, concepts }: Conclusions,
  settled: readonly ThingId[],
): Conclusions {
  return { solutions: solutions.filter(({ id }) => !settled.includes(id)), concepts };
}

/**
 * Conclusions as statements in the graph of what was inferred, each with a node of its own that says how sure it is, by
 * which method and from which words (RDF reification, as `car:Suggestion` narrows it).
 */
export function conclusionQuads(canonical: ThingId, { solutions, concepts }: Conclusions): Quad[] {
  return [
    ...solutions.flatMap((solution) =>
      suggestionQuads(canonical, {
        ...solution,
        property: car.implements,
        object: thingIri(solution.id),
        part: `proposed-${solution.id}`,
      }),
    ),
    ...concepts.flatMap((concept) => {
      const property = propertyOfScheme(concept.scheme);
      if (property === undefined) throw new RangeError(`No property takes concepts of ${concept.scheme}.`);
      return suggestionQuads(canonical, {
        ...concept,
        property,
        object: conceptIri(concept.scheme, concept.code),
        part: `inferred-${concept.scheme}-${concept.code}`,
      });
    }),
  ];
}

type Suggested = Pick<InferredConcept, 'confidence' | 'method' | 'words'> & {
  readonly property: string;
  readonly object: string;
  readonly part: string;
};

function suggestionQuads(
  canonical: ThingId,
  { property, object, part, confidence, method, words }: Suggested,
): Quad[] {
  const namedNode = (iri: string) => DataFactory.namedNode(iri);
  const root = namedNode(thingIri(canonical));
  const node = namedNode(`${thingIri(canonical)}#${part}`);
  const graph = namedNode(graphs.inferred(canonical));
  const statements = [
    [root, property, namedNode(object)],
    [node, rdf.type, namedNode(car.Suggestion)],
    [node, rdf.subject, root],
    [node, rdf.predicate, namedNode(property)],
    [node, rdf.object, namedNode(object)],
    [node, car.confidence, DataFactory.literal(String(confidence), namedNode(xsd.decimal))],
    [node, car.inferredBy, DataFactory.literal(method)],
    ...words.map((text) => [node, car.matchedText, DataFactory.literal(text)] as const),
  ] as const;
  return statements.map(([subject, predicate, value]) =>
    DataFactory.quad(subject, namedNode(predicate), value, graph),
  );
}
