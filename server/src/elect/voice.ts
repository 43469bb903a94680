import { car, dcterms, rdf, schema } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import type { Claim } from '../domain/claim.ts';
import type { Kind } from '../domain/kinds.ts';
import { mayReach, type Audience } from '../domain/rights.ts';
import { thingIri, thingOfIri, type ThingId } from '../domain/thing-id.ts';

/** What one claim says of one thing of a cluster, in the cluster's names. */
export interface Voice {
  readonly claim: Claim;
  readonly member: ThingId;
  readonly kind: Kind;
  readonly quads: readonly Quad[];
}

/** A thing's name in publications: its canonical id, or undefined when nothing that speaks to this audience says what it is. */
export type CanonicalOf = (thing: ThingId) => ThingId | undefined;

/** What remains of a record whose partner allows its name, place, themes and link only. */
const linkOnly = new Set<string>([
  rdf.type,
  schema.name,
  schema.url,
  dcterms.subject,
  car.seat,
  car.implementedIn,
  car.serves,
  schema.latitude,
  schema.longitude,
  schema.address,
  schema.postalCode,
  schema.addressLocality,
  schema.addressRegion,
  schema.addressCountry,
]);

/**
 * Lets a claim speak of `member` to an audience: nothing when its agreement forbids, else its statements about the
 * member under the canonical id. In a cluster of several, parts keep their member's id (`{canonical}#{member}-{part}`),
 * so that two records' `#place-1` stay two places and the outcome does not depend on which id is canonical.
 */
export function voiceOf(
  { claim, member, quads }: { claim: Claim; member: ThingId; quads: readonly Quad[] },
  {
    audience,
    rehearsal,
    isAlone,
    canonicalOf,
  }: {
    audience: Audience;
    rehearsal: boolean;
    isAlone: boolean;
    canonicalOf: CanonicalOf;
  },
): Voice | undefined {
  const described = claim.things.find(({ thing }) => thing === member);
  if (described === undefined || !mayReach(claim.agreement, audience, { isOn: rehearsal })) return undefined;
  const names: Names = { member, isAlone, canonicalOf };
  const said = quads
    .filter(({ subject, predicate }) => {
      const isAllowed = claim.agreement !== 'link-only' || linkOnly.has(predicate.value);
      return isAllowed && thingOfIri(subject.value) === member;
    })
    .flatMap((quad) => renamed(quad, names));
  return { claim, member, kind: described.kind, quads: said };
}

interface Names {
  readonly member: ThingId;
  readonly isAlone: boolean;
  readonly canonicalOf: CanonicalOf;
}

function renamed(quad: Quad, names: Names): Quad[] {
  const subject = nameOf(quad.subject.value, names);
  if (subject === undefined) return [];
  if (quad.object.termType !== 'NamedNode') {
    return [DataFactory.quad(DataFactory.namedNode(subject), quad.predicate, quad.object)];
  }
  const object = nameOf(quad.object.value, names);
  if (object === undefined) return [];
  return [DataFactory.quad(DataFactory.namedNode(subject), quad.predicate, DataFactory.namedNode(object))];
}

/** Undefined for a thing of which this audience learns nothing: a link to it would lead nowhere. */
function nameOf(iri: string, { member, isAlone, canonicalOf }: Names): string | undefined {
  const thing = thingOfIri(iri);
  if (thing === undefined) return iri;
  const canonical = canonicalOf(thing);
  if (canonical === undefined) return undefined;
  const part = iri.split('#', 2)[1];
  if (part === undefined) return thingIri(canonical);
  return thing === member && isAlone
    ? `${thingIri(canonical)}#${part}`
    : `${thingIri(canonical)}#${thing}-${part}`;
}
