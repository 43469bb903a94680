import { rdf } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import type { DescribedThing } from '../domain/claim.ts';
import { kindOfClass } from '../domain/kind-classes.ts';
import { recordIri, recordOfIri, type RecordRef } from '../domain/record-ref.ts';
import { thingId, thingIri, thingOfIri, type ThingId } from '../domain/thing-id.ts';
import { skolemise } from './skolemise.ts';

/** A record's graph in the things' own names. */
export interface NamedThings {
  readonly quads: readonly Quad[];
  readonly things: readonly DescribedThing[];
  readonly links: readonly { readonly from: ThingId; readonly to: ThingId }[];
  /** Subjects that are neither the record's nor reached from one of its things; their statements were left out. */
  readonly foreign: readonly string[];
}

/** A thing with the node that stood for it in the mapped graph. */
interface NamedThing extends DescribedThing {
  readonly node: string;
}

/**
 * Turns the names that a mapping gave relative to the record (`#it`, `#carrier`, `#place-1`) into IRIs: a name typed as
 * a kind becomes a thing with its own id; any other node belongs to the things that lead to it and becomes
 * `{thing}#name`, once in each, so that every triple belongs to exactly one thing. Names of other records' things are
 * turned into their IRIs too; those of its own source a record may also describe (`../programmes/prix#it`), so that a
 * programme named by each of its laureates is one thing. Their local name is `{set}/{key}#{name}`.
 */
export async function nameThings(mapped: readonly Quad[], record: RecordRef): Promise<NamedThings> {
  const base = `${recordIri(record)}#`;
  const quads = await skolemise(mapped, (hash) => base + hash);
  const things = describedThings(quads, base, record);
  const bySubject = Map.groupBy(quads, (quad) => quad.subject.value);
  const named: Quad[] = [];
  const used = new Set<string>();
  for (const { thing, node: root } of things) {
    for (const node of partsOf(root, { bySubject, base, things })) {
      used.add(node);
      for (const quad of bySubject.get(node) ?? []) named.push(rename(quad, { thing, base, things }));
    }
  }
  return {
    quads: named,
    things: things.map(({ thing, local, kind }) => ({ thing, local, kind })),
    links: linksOf(named, things),
    foreign: [...bySubject.keys()].filter((subject) => !used.has(subject)),
  };
}

function describedThings(quads: readonly Quad[], base: string, record: RecordRef): NamedThing[] {
  const things = new Map<string, NamedThing>();
  for (const { subject, predicate, object } of quads) {
    const kind = predicate.value === rdf.type ? kindOfClass(object.value) : undefined;
    const named = kind === undefined ? undefined : nameWithin(subject.value, base, record);
    if (kind !== undefined && named !== undefined) {
      things.set(subject.value, { ...named, kind, node: subject.value });
    }
  }
  return [...things.values()].sort((a, b) => (a.local < b.local ? -1 : 1));
}

/** The id of a node of this record, or of a thing of another record of the same source. */
function nameWithin(
  node: string,
  base: string,
  record: RecordRef,
): Pick<DescribedThing, 'thing' | 'local'> | undefined {
  if (node.startsWith(base)) {
    const local = node.slice(base.length);
    return { thing: thingId(record, local), local };
  }
  const [recordPart = '', local = ''] = node.split('#', 2);
  const other = local === '' ? undefined : recordOfIri(recordPart);
  if (other?.source !== record.source) return undefined;
  return { thing: thingId(other, local), local: `${other.set}/${other.key}#${local}` };
}

interface Names {
  readonly base: string;
  readonly things: readonly NamedThing[];
}

/** The thing's own node and those reached from it without passing through another thing, here or elsewhere. */
function partsOf(
  root: string,
  { bySubject, base, things }: Names & { bySubject: ReadonlyMap<string, readonly Quad[]> },
): Set<string> {
  const roots = new Set(things.map(({ node }) => node));
  const reached = new Set([root]);
  for (const node of reached) {
    for (const { object } of bySubject.get(node) ?? []) {
      const { termType, value } = object;
      if (termType !== 'NamedNode' || !bySubject.has(value) || roots.has(value)) continue;
      if (value.startsWith(base) || recordOfIri(value) === undefined) reached.add(value);
    }
  }
  return reached;
}

function rename(quad: Quad, { thing, ...names }: Names & { thing: ThingId }): Quad {
  const { object } = quad;
  return DataFactory.quad(
    DataFactory.namedNode(nameOf(quad.subject.value, thing, names)),
    quad.predicate,
    object.termType === 'NamedNode' ? DataFactory.namedNode(nameOf(object.value, thing, names)) : object,
  );
}

function nameOf(iri: string, thing: ThingId, { base, things }: Names): string {
  if (iri.startsWith(base)) {
    const local = iri.slice(base.length);
    const own = things.find((described) => described.local === local);
    return own === undefined ? `${thingIri(thing)}#${local}` : thingIri(own.thing);
  }
  const [recordPart = '', local] = iri.split('#', 2);
  const other = local === undefined ? undefined : recordOfIri(recordPart);
  return other === undefined || local === undefined ? iri : thingIri(thingId(other, local));
}

function linksOf(quads: readonly Quad[], things: readonly DescribedThing[]): NamedThings['links'] {
  const links = new Map<string, { from: ThingId; to: ThingId }>();
  for (const { subject, object } of quads) {
    const from = thingOfIri(subject.value);
    const to = object.termType === 'NamedNode' ? thingOfIri(object.value) : undefined;
    if (from === undefined || to === undefined || from === to) continue;
    if (things.some(({ thing }) => thing === from)) links.set(`${from} ${to}`, { from, to });
  }
  return [...links.values()].sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1));
}
