import { car } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import { describe } from '../domain/description.ts';
import { graphs } from '../domain/graphs.ts';
import type { Conclusions } from '../domain/inferred.ts';
import { thingIri, thingOfIri, type ThingId } from '../domain/thing-id.ts';
import type { Infer } from '../enrich/inference.ts';
import { inferenceInput, openConclusions } from './conclusions.ts';
import type { KnownTitle, LinkTarget } from './doc.ts';
import type { Elected } from './elect.ts';
import type { ThingFacts } from './thing-facts.ts';

/** The solutions that a thing's sources say it implements. */
export function statedSolutions(canonical: ThingId, { quads }: Elected): ReadonlySet<ThingId> {
  const stated = describe(quads).objects(thingIri(canonical), car.implements);
  return new Set(stated.flatMap((iri) => thingOfIri(iri) ?? []));
}

/** What is concluded from an election, without what its sources say and people decided already. */
export function conclude(facts: ThingFacts, elected: Elected, infer: Infer): Conclusions {
  const { canonical, solutions } = facts;
  return openConclusions(infer(inferenceInput(canonical, elected)), [
    ...statedSolutions(canonical, elected),
    ...currentIds(solutions.accepted, facts),
    ...currentIds(solutions.refused, facts),
  ]);
}

/** The solutions that a person accepted, as they are published now; those that a source states too need no person. */
export function acceptedSolutions(
  facts: ThingFacts,
  { stated, targets }: { stated: ReadonlySet<ThingId>; targets: ReadonlyMap<ThingId, LinkTarget> },
): KnownTitle[] {
  return currentIds(facts.solutions.accepted, facts).flatMap((id) => {
    const target = targets.get(id);
    return target?.kind !== 'solution' || stated.has(id) ? [] : [{ id, title: target.title }];
  });
}

/**
 * What people said of a thing and what may be known of by all: in its description, and in the graph that says that it was
 * they who said it.
 */
export function editedQuads({ canonical, linked }: ThingFacts, accepted: readonly KnownTitle[]): Quad[] {
  const namedNode = (iri: string) => DataFactory.namedNode(iri);
  const open = new Set(
    [...linked.values()].flatMap((cluster) => {
      const claims = cluster.members.flatMap((member) => member.claims);
      return claims.some(({ agreement }) => agreement === 'open') ? [cluster.canonical] : [];
    }),
  );
  return accepted
    .filter(({ id }) => open.has(id))
    .flatMap(({ id }) =>
      [DataFactory.defaultGraph(), namedNode(graphs.edited(canonical))].map((graph) =>
        DataFactory.quad(
          namedNode(thingIri(canonical)),
          namedNode(car.implements),
          namedNode(thingIri(id)),
          graph,
        ),
      ),
    );
}

/** Solutions may have been merged since a person named them. */
function currentIds(ids: ReadonlySet<ThingId>, { linked }: Pick<ThingFacts, 'linked'>): ThingId[] {
  return [...new Set([...ids].map((id) => linked.get(id)?.canonical ?? id))].sort();
}
