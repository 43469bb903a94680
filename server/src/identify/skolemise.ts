import { createHash } from 'node:crypto';
import { DataFactory, type BlankNode, type Quad } from 'n3';
import { canonize } from 'rdf-canonize';
import { toNQuads } from '../domain/quads.ts';

const self = 'urn:carrefour:self';
const nameLength = 16;

/**
 * Gives every blank node a name that depends only on what is said of it: the hash of the RDFC-1.0 canonical form of
 * the statements reached from it, and of the named nodes that point at it. Two nodes of which the same is said are one.
 * Throws when canonicalisation exceeds its work limit (a deliberately symmetrical graph).
 * @param name IRI of a blank node from its hash.
 * @see https://www.w3.org/TR/rdf-canon/
 */
export async function skolemise(quads: readonly Quad[], name: (hash: string) => string): Promise<Quad[]> {
  const names = new Map<string, string>();
  for (const quad of quads) {
    for (const term of [quad.subject, quad.object]) {
      if (term.termType !== 'BlankNode' || names.has(term.value)) continue;
      names.set(term.value, name(await hashOf(term, quads)));
    }
  }
  if (names.size === 0) return [...quads];
  return quads.map((quad) => renameTerms(quad, names));
}

async function hashOf(node: BlankNode, quads: readonly Quad[]): Promise<string> {
  const around = [...reachedFrom(node, quads), ...quads.filter((quad) => pointsAt(quad, node))];
  const marked = around.map((quad) => renameTerms(quad, new Map([[node.value, self]])));
  const canonical = await canonize(toNQuads(marked), {
    algorithm: 'RDFC-1.0',
    inputFormat: 'application/n-quads',
    format: 'application/n-quads',
  });
  return createHash('sha256').update(canonical).digest('hex').slice(0, nameLength);
}

function pointsAt(quad: Quad, node: BlankNode): boolean {
  return quad.subject.termType === 'NamedNode' && quad.object.equals(node);
}

function reachedFrom(node: BlankNode, quads: readonly Quad[]): Quad[] {
  const reached = new Set([node.value]);
  for (const value of reached) {
    for (const { subject, object } of quads) {
      if (subject.value === value && subject.termType === 'BlankNode' && object.termType === 'BlankNode') {
        reached.add(object.value);
      }
    }
  }
  return quads.filter(({ subject }) => subject.termType === 'BlankNode' && reached.has(subject.value));
}

function renameTerms(quad: Quad, names: ReadonlyMap<string, string>): Quad {
  const { subject, predicate, object, graph } = quad;
  const subjectName = subject.termType === 'BlankNode' ? names.get(subject.value) : undefined;
  const objectName = object.termType === 'BlankNode' ? names.get(object.value) : undefined;
  if (subjectName === undefined && objectName === undefined) return quad;
  return DataFactory.quad(
    subjectName === undefined ? subject : DataFactory.namedNode(subjectName),
    predicate,
    objectName === undefined ? object : DataFactory.namedNode(objectName),
    graph,
  );
}
