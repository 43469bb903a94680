import { dcterms, schema, xsd } from '@carrefour/ontology';
import type { Checker, CheckReport } from '@carrefour/shapes';
import { DataFactory, type Quad } from 'n3';
import { ownIri } from '../domain/base.ts';
import { graphs } from '../domain/graphs.ts';
import type { Derived } from '../domain/publication.ts';
import { toNQuads } from '../domain/quads.ts';
import { recordIri } from '../domain/record-ref.ts';
import { mayReach, type Audience } from '../domain/rights.ts';
import { sourceIri } from '../domain/source-iri.ts';
import { thingIri, type ThingId } from '../domain/thing-id.ts';
import { describe } from '../domain/description.ts';
import type { Infer } from '../enrich/inference.ts';
import { electedPlaces, placeContext, type ElectedPlace, type Located } from './doc-places.ts';
import { conclusionQuads } from './conclusions.ts';
import { geocodedQuads } from './geocoded-quads.ts';
import { docOf, type LinkTarget } from './doc.ts';
import { quadsOf } from './claim-quads.ts';
import { docQuality } from './doc-quality.ts';
import { elect, inOrder, type Elected } from './elect.ts';
import { acceptedSolutions, conclude, editedQuads, statedSolutions } from './thing-solutions.ts';
import type { ThingFacts } from './thing-facts.ts';
import { voiceOf, type CanonicalOf, type Voice } from './voice.ts';

/** Settings and knowledge that elections use; changing one calls for deriving again. */
export interface ElectionRules {
  readonly checker: Checker;
  /** True where records of partners without an agreement are shown, on the operator's own machine. */
  readonly rehearsal: boolean;
  readonly sourceName: (source: string) => string;
  readonly locate: (places: readonly ElectedPlace[]) => Promise<Locations>;
  readonly infer: Infer;
}

/** What is known of the addresses of some places. */
export interface Locations {
  /** Finds each of them. */
  readonly located: Located;
  /** The addresses (`addressKey`) that a geocoder answered. */
  readonly answered: readonly string[];
}

/**
 * A thing's publication from its claims: elected once for what is shown (`doc`) and once for what is open (`graph`).
 * Undefined when no claim may be shown, or when no election gives a description that conforms.
 */
export async function publicationOf(
  facts: ThingFacts,
  rules: ElectionRules,
): Promise<Extract<Derived, { outcome: 'publish' }> | undefined> {
  const shown = await electFor('shown', facts, rules);
  if (shown === undefined) return undefined;
  const open = isAllOpen(facts) ? shown : await electFor('open', facts, rules);
  const targets = targetsOf(facts, rules);
  const { located, answered } = await rules.locate(
    placesToLocate(facts.canonical, { elections: [shown, open], targets }),
  );
  const accepted = acceptedSolutions(facts, {
    stated: statedSolutions(facts.canonical, shown.elected),
    targets,
  });
  const conclusions = conclude(facts, shown.elected, rules.infer);
  const plain = docOf(shown.elected, {
    canonical: facts.canonical,
    mergedIds: facts.members.map(({ thing }) => thing).filter((thing) => thing !== facts.canonical),
    voices: shown.voices,
    targets,
    conclusions,
    accepted,
    isOpen: open !== undefined,
    sourceName: rules.sourceName,
    located,
  });
  const doc = { ...plain, quality: docQuality({ plain, ...shown, checker: rules.checker }) };
  const graph =
    open === undefined
      ? ''
      : toNQuads(
          openQuads(facts.canonical, open, {
            located,
            beside: [
              ...editedQuads(facts, accepted),
              ...conclusionQuads(
                facts.canonical,
                open === shown ? conclusions : conclude(facts, open.elected, rules.infer),
              ),
            ],
          }),
        );
  const addresses = answered.length === 0 ? {} : { addresses: answered };
  return { outcome: 'publish', thing: facts.canonical, graph, doc, ...addresses };
}

interface Election {
  readonly elected: Elected;
  readonly report: CheckReport;
  readonly voices: readonly Voice[];
}

/** Every place that a publication may have: its own for both audiences, and the seats that it may inherit. */
function placesToLocate(
  canonical: ThingId,
  {
    elections,
    targets,
  }: { elections: readonly (Election | undefined)[]; targets: ReadonlyMap<ThingId, LinkTarget> },
): ElectedPlace[] {
  const root = thingIri(canonical);
  const elected = [...new Set(elections)].flatMap((election) => election?.elected ?? []);
  return [
    ...elected.flatMap((one) => electedPlaces(root, one, describe(one.quads))),
    ...[...targets.values()].flatMap(({ seats }) => seats),
  ];
}

/** Where everything that was said is open, both audiences hear the same and elect the same. */
function isAllOpen({ members, linked }: ThingFacts): boolean {
  const heard = [...members, ...[...linked.values()].flatMap((cluster) => cluster.members)];
  return heard.every(({ claims }) => claims.every(({ agreement }) => agreement === 'open'));
}

/** Where all voices together do not conform, the best voice that does speaks alone. */
async function electFor(
  audience: Audience,
  facts: ThingFacts,
  { checker, rehearsal }: ElectionRules,
): Promise<Election | undefined> {
  const voices = inOrder(voicesOf(facts, { audience, rehearsal }));
  const attempts = voices.length > 1 ? [voices, ...voices.map((voice) => [voice])] : [voices];
  for (const attempt of attempts) {
    const elected = elect(facts.canonical, attempt);
    if (elected === undefined) continue;
    const report = await checker.check(elected.quads);
    if (report.conforms) return { elected, report, voices };
  }
  return undefined;
}

function voicesOf(
  { canonical, members, linked }: Omit<ThingFacts, 'solutions'>,
  { audience, rehearsal }: { audience: Audience; rehearsal: boolean },
): Voice[] {
  const own = new Set(members.map(({ thing }) => thing));
  const canonicalOf: CanonicalOf = (thing) => {
    if (own.has(thing)) return canonical;
    const target = linked.get(thing);
    const claims = target?.members.flatMap((member) => member.claims) ?? [];
    const isReached = claims.some(({ agreement }) => mayReach(agreement, audience, { isOn: rehearsal }));
    return isReached ? target?.canonical : undefined;
  };
  return members.flatMap(({ thing, claims }) =>
    claims.flatMap((claim) => {
      const quads = quadsOf(claim);
      const rights = { audience, rehearsal, isAlone: members.length === 1, canonicalOf };
      return voiceOf({ claim, member: thing, quads }, rights) ?? [];
    }),
  );
}

/** What the linked things are called, from their own claims: publications of others would depend on who came first. */
function targetsOf({ linked }: ThingFacts, { rehearsal }: ElectionRules): Map<ThingId, LinkTarget> {
  const targets = new Map<ThingId, LinkTarget>();
  for (const { canonical, members } of linked.values()) {
    if (targets.has(canonical)) continue;
    const voices = voicesOf({ canonical, members, linked: new Map() }, { audience: 'shown', rehearsal });
    const elected = elect(canonical, voices);
    if (elected === undefined) continue;
    const description = describe(elected.quads);
    targets.set(canonical, {
      kind: elected.kind,
      title: description.byLanguage(thingIri(canonical), schema.name) ?? {},
      seats: electedPlaces(thingIri(canonical), elected, description).filter(({ role }) => role === 'seat'),
    });
  }
  return targets;
}

function openQuads(
  canonical: ThingId,
  { elected, voices }: Election,
  { located, beside }: { located: Located; beside: readonly Quad[] },
): Quad[] {
  return [
    ...elected.quads,
    ...beside,
    ...voices.flatMap(({ claim, quads }) =>
      quads.map((said) =>
        DataFactory.quad(
          said.subject,
          said.predicate,
          said.object,
          DataFactory.namedNode(recordIri(claim.record)),
        ),
      ),
    ),
    ...inferredQuads(canonical, elected, located),
    ...voices.flatMap((voice) => provenanceQuads(canonical, voice)),
  ];
}

/** The territories of the open places, and what a geocoder says of them, in the graph of what we worked out ourselves. */
function inferredQuads(canonical: ThingId, elected: Elected, located: Located): Quad[] {
  const root = thingIri(canonical);
  const description = describe(elected.quads);
  const words = placeContext(root, description);
  const graph = graphs.inferred(canonical);
  const places = electedPlaces(root, elected, description).map((place) => ({
    node: place.node,
    found: located(place, words),
  }));
  const territories = new Set(places.flatMap(({ found }) => found.territories));
  return [
    ...[...territories].map((territory) =>
      DataFactory.quad(
        DataFactory.namedNode(root),
        DataFactory.namedNode(dcterms.spatial),
        DataFactory.namedNode(ownIri(`/id/territory/${territory}`)),
        DataFactory.namedNode(graph),
      ),
    ),
    ...places.flatMap(({ node, found }) => geocodedQuads(node, found, graph)),
  ];
}

function provenanceQuads(canonical: ThingId, { claim, quads }: Voice): Quad[] {
  const url = describe(quads).first(thingIri(canonical), schema.url);
  const licence = /^https?:/.test(claim.licence)
    ? DataFactory.namedNode(claim.licence)
    : DataFactory.literal(claim.licence);
  const statements = [
    [dcterms.source, DataFactory.namedNode(sourceIri(claim.record.source))],
    [schema.about, DataFactory.namedNode(thingIri(canonical))],
    [dcterms.license, licence],
    [dcterms.identifier, DataFactory.literal(claim.record.key)],
    [dcterms.modified, DataFactory.literal(claim.since, DataFactory.namedNode(xsd.dateTime))],
    ...(url === undefined ? [] : [[schema.url, DataFactory.namedNode(url)] as const]),
  ] as const;
  return statements.map(([property, value]) =>
    DataFactory.quad(
      DataFactory.namedNode(recordIri(claim.record)),
      DataFactory.namedNode(property),
      value,
      DataFactory.namedNode(graphs.provenance),
    ),
  );
}
