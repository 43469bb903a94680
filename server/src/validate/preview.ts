import { noDecisions } from '../elect/thing-facts.ts';
import { DataFactory, type Quad } from 'n3';
import type { Claim } from '../domain/claim.ts';
import { toNQuads } from '../domain/quads.ts';
import { recordIri, type RecordRef } from '../domain/record-ref.ts';
import type { ThingDoc } from '../domain/thing-doc.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { ClusterClaims } from '../elect/thing-facts.ts';
import { publicationOf, type ElectionRules } from '../elect/publication.ts';
import { nameThings } from '../identify/name-things.ts';

/** Things whose page is shown; more would tell nothing new. */
const mostThings = 5;
const mostNodes = 500;

/**
 * What the pages of the first things would be made of, by the same naming and election as for a harvested record. A
 * thing that may not be published has no page.
 */
export async function previewOf(
  quads: readonly Quad[],
  { nodes, record, rules }: { nodes: readonly string[]; record: RecordRef; rules: ElectionRules },
): Promise<ThingDoc[]> {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const reached = reachedFrom(nodes.slice(0, mostThings), bySubject);
  const names = new Map([...reached].map((node, index) => [node, `${recordIri(record)}#n${String(index)}`]));
  const renamed = [...reached].flatMap((node) =>
    (bySubject.get(node) ?? []).map((quad) => rename(quad, names)),
  );
  const { quads: named, things, links } = await nameThings(renamed, record);
  const claim: Claim = { ...claimOf(record), graph: toNQuads(named), things, links };
  const clusters = new Map<ThingId, ClusterClaims>(
    things.map(({ thing }) => [thing, { canonical: thing, members: [{ thing, claims: [claim] }] }]),
  );
  const docs: ThingDoc[] = [];
  for (const node of nodes.slice(0, mostThings)) {
    const local = names.get(node)?.split('#')[1];
    const cluster = clusters.get(things.find((thing) => thing.local === local)?.thing ?? '');
    const publication =
      cluster && (await publicationOf({ ...cluster, solutions: noDecisions, linked: clusters }, rules));
    if (publication !== undefined) docs.push(publication.doc);
  }
  return docs;
}

function reachedFrom(
  roots: readonly string[],
  bySubject: ReadonlyMap<string, readonly Quad[]>,
): ReadonlySet<string> {
  const reached = new Set(roots);
  for (const node of reached) {
    for (const { object } of bySubject.get(node) ?? []) {
      if (reached.size < mostNodes && bySubject.has(object.value)) reached.add(object.value);
    }
  }
  return reached;
}

function rename({ subject, predicate, object }: Quad, names: ReadonlyMap<string, string>): Quad {
  const named = object.termType === 'NamedNode' ? names.get(object.value) : undefined;
  return DataFactory.quad(
    DataFactory.namedNode(names.get(subject.value) ?? subject.value),
    predicate,
    named === undefined ? object : DataFactory.namedNode(named),
  );
}

/** A claim as a source with an open agreement would make it, long ago: nothing of the preview depends on the hour. */
function claimOf(record: RecordRef): Omit<Claim, 'graph' | 'things' | 'links'> {
  return {
    record,
    locator: '',
    payload: '{}',
    fingerprint: '',
    outcome: 'publishable',
    report: [],
    agreement: 'open',
    licence: '',
    rank: 0,
    version: 1,
    since: '1970-01-01T00:00:00Z',
    isStale: false,
  };
}
