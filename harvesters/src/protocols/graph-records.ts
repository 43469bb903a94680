import { type Quad, type Quad_Subject, Store, type Term } from 'n3';
import { z } from 'zod';
import { rdfSyntax, tombstoneClass } from '../parse/format-terms.ts';
import { iriFlaw } from '../parse/iri.ts';
import { resourceTree } from '../parse/resource-tree.ts';
import type { ProtocolContext, RawRecord } from '../protocol.ts';

const iri = z
  .string('Write an IRI.')
  .refine(
    (text) => iriFlaw(text) === undefined,
    'Write a whole IRI, such as https://schema.org/Organization.',
  );
const iris = z
  .union([iri, z.array(iri).min(1)], 'Write a whole IRI, or a list of them.')
  .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value));

/** Options of every protocol that reads a graph: which of its resources are records, and what belongs to each. */
export const graphPlaces = {
  /** Classes of the records, under any base of their vocabulary. */
  class: iris,
  /** Properties, under any base, whose values are described within the record, though they have an IRI of their own. */
  follow: iris.optional(),
};

/** A graph held in memory until its records are read; beyond this many statements it has to be cut. */
const maxQuads = 2_000_000;

/** The statements of one text. */
export class SourceGraph {
  readonly #name: string;
  readonly #writtenIri: (iri: string) => string;
  readonly #store = new Store();

  /** `name` is what locators begin with. */
  constructor(name: string, { writtenIri }: Pick<ProtocolContext, 'writtenIri'>) {
    this.#name = name;
    this.#writtenIri = writtenIri;
  }

  /** Adds a statement; false when there are too many. */
  add(quad: Quad): boolean {
    this.#store.addQuad(quad);
    return this.#store.size <= maxQuads;
  }

  get isEmpty(): boolean {
    return this.#store.size === 0;
  }

  /** IRIs of the objects of any of some properties. */
  objectsOf(predicates: readonly string[]): string[] {
    return predicates.flatMap((predicate) =>
      this.#store.getObjects(null, predicate, null).flatMap(({ termType, value }) => {
        return termType === 'NamedNode' ? [value] : [];
      }),
    );
  }

  /** Every resource of the classes, as a tree in expanded JSON-LD; a nameless one that stands alone is a failure. */
  *records({
    class: classes,
    follow = [],
  }: {
    class: readonly string[];
    follow?: readonly string[] | undefined;
  }): Iterable<RawRecord> {
    const subjects = new Map<string, Quad_Subject>();
    for (const one of this.#spellings(this.#store.getObjects(null, rdfSyntax.type, null), classes)) {
      for (const subject of this.#store.getSubjects(rdfSyntax.type, one, null))
        subjects.set(subject.id, subject);
    }
    const followed = new Set(this.#spellings(this.#store.getPredicates(null, null, null), follow));
    for (const subject of this.#store.getSubjects(rdfSyntax.type, tombstoneClass, null))
      subjects.delete(subject.id);
    let nameless = 0;
    for (const subject of subjects.values()) {
      if (subject.termType === 'NamedNode') yield this.#record(subject, followed);
      else if (this.#store.getQuads(null, null, subject, null).length === 0) {
        nameless += 1;
        const locator = `${this.#name} nameless resource ${String(nameless)}`;
        const reason =
          'This resource has no IRI, so that it could not be told again. Give it one that never changes.';
        yield { outcome: 'failed', locator, reason };
      }
    }
  }

  /** Every resource that the source says it deleted. */
  *deletions(): Iterable<RawRecord> {
    for (const { termType, value } of this.#store.getSubjects(rdfSyntax.type, tombstoneClass, null)) {
      if (termType !== 'NamedNode') continue;
      yield { outcome: 'deleted', locator: `${this.#name} <${value}>`, payload: { '@id': value } };
    }
  }

  /** Those of the met terms that are one of the asked IRIs, under whatever base the text writes it. */
  #spellings(met: readonly Term[], asked: readonly string[]): string[] {
    const wanted = new Set(asked.map(this.#writtenIri));
    return met.flatMap(({ termType, value }) =>
      termType === 'NamedNode' && wanted.has(this.#writtenIri(value)) ? [value] : [],
    );
  }

  #record(subject: Quad_Subject, follow: ReadonlySet<string>): RawRecord {
    const locator = `${this.#name} <${subject.value}>`;
    const payload = resourceTree(this.#store, subject, { follow });
    if (payload !== undefined) return { outcome: 'record', locator, payload };
    const reason =
      'The description of this resource is larger than 10,000 statements: follow fewer properties.';
    return { outcome: 'failed', locator, reason };
  }

  /** A notice a subject whose statements hold IRIs that are relative, or prefixed names that were not expanded. */
  *notices(): Iterable<RawRecord> {
    const bySubject = new Map<string, Map<string, string>>();
    for (const { subject, predicate, object } of this.#store.readQuads(null, null, null, null)) {
      for (const { termType, value } of [subject, predicate, object]) {
        const flaw = termType === 'NamedNode' ? iriFlaw(value) : undefined;
        if (flaw === undefined) continue;
        const told = bySubject.get(subject.value) ?? new Map<string, string>();
        bySubject.set(subject.value, told.set(value, flaw));
      }
    }
    for (const [subject, told] of bySubject) {
      const names = (flaw: string): string[] =>
        [...told].flatMap(([name, its]) => (its === flaw ? [`“${name.slice(0, 80)}”`] : []));
      const reasons = [
        ...names('unexpanded').map(
          (name) => `${name} is a prefixed name that was not expanded: declare its prefix`,
        ),
        ...names('relative').map((name) => `${name} is relative: write it whole, or give the option “base”`),
      ];
      yield {
        outcome: 'noticed',
        locator: `${this.#name} IRIs of <${subject}>`,
        reason: `${reasons.join('; ')}.`,
      };
    }
  }
}
