import { createHash } from 'node:crypto';
import { schema } from '@carrefour/ontology';
import type { ClaimWrite, DescribedThing } from '../../src/domain/claim.ts';
import type { Derived } from '../../src/domain/publication.ts';
import type { RecordRef } from '../../src/domain/record-ref.ts';
import type { RunCounts } from '../../src/domain/run.ts';
import type { DocLink, DocSource, ThingDoc } from '../../src/domain/thing-doc.ts';
import { thingId, thingIri, type ThingId } from '../../src/domain/thing-id.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';

export function recordOf(key: string, source = 'atelier'): RecordRef {
  return { source, set: 'projets', key };
}

/** The thing that a record is about. */
export function itOf(record: RecordRef): ThingId {
  return thingId(record, 'it');
}

export function innovation(record: RecordRef): DescribedThing {
  return { thing: itOf(record), local: 'it', kind: 'innovation' };
}

export function nameLine(thing: ThingId, name: string): string {
  return `<${thingIri(thing)}> <${schema.name}> ${JSON.stringify(name)}@fr .\n`;
}

/** A publishable claim that a record is an innovation of some name. Its fingerprint follows payload and graph. */
export function claimOf(record: RecordRef, name: string, more: Partial<ClaimWrite> = {}): ClaimWrite {
  const payload = more.payload ?? JSON.stringify({ nom: name });
  const graph = more.graph ?? nameLine(itOf(record), name);
  return {
    record,
    locator: `projets.json#${record.key}`,
    payload,
    graph,
    things: [innovation(record)],
    links: [],
    fingerprint: createHash('sha256').update(`${payload}\0${graph}`).digest('hex'),
    outcome: 'publishable',
    report: [],
    agreement: 'open',
    licence: 'https://example.org/licence',
    rank: 50,
    ...more,
  };
}

/** A claim of a record whose name is missing. */
export function invalidClaimOf(record: RecordRef, payload: string): ClaimWrite {
  return claimOf(record, '', {
    payload,
    graph: '',
    outcome: 'quarantined',
    report: [
      {
        severity: 'violation',
        focusNode: thingIri(itOf(record)),
        path: schema.name,
        message: { fr: 'Donnez un nom.', en: 'Give a name.' },
      },
    ],
  });
}

export function sourceOf({ source, set, key }: RecordRef): DocSource {
  return {
    source,
    sourceName: 'Atelier',
    set,
    key,
    licence: 'https://example.org/licence',
    agreement: 'open',
    harvestedAt: '2026-11-24T12:00:00.000Z',
  };
}

export function linkTo(id: ThingId, title: string): DocLink {
  return { id, kind: 'innovation', role: 'partner', title: { fr: title } };
}

export function docOf(id: ThingId, title: string, more: Partial<ThingDoc> = {}): ThingDoc {
  return {
    id,
    kind: 'innovation',
    slug: 'fiche',
    title: { fr: title },
    concepts: {},
    keywords: [],
    links: [],
    places: [],
    languages: ['fr'],
    sources: [],
    isOpen: true,
    mergedIds: [],
    ...more,
  };
}

export function published(
  thing: ThingId,
  title: string,
  more: Partial<ThingDoc> = {},
): Extract<Derived, { outcome: 'publish' }> {
  return { outcome: 'publish', thing, graph: nameLine(thing, title), doc: docOf(thing, title, more) };
}

/** Writes what derivation found, as if nothing had been marked meanwhile. */
export async function derive(ledger: Ledger, ...results: Derived[]): Promise<number> {
  const generations = new Map((await ledger.dirty(10_000)).map((row) => [row.thing, row.generation]));
  return ledger.commit({
    derived: results.map((result) => ({
      result,
      generation: generations.get(result.thing) ?? 0,
      cause: `derived ${result.thing}`,
    })),
  });
}

/** Empties the queue without changing what is published, so that a test sees only what comes next. */
export async function settleAll(ledger: Ledger): Promise<void> {
  for (const { thing, generation, cause } of await ledger.dirty(10_000)) {
    const { graph, doc } = (await ledger.publication(thing)) ?? { graph: '', doc: undefined };
    const result: Derived =
      doc === undefined
        ? { outcome: 'withdraw', thing, reason: 'settled' }
        : { outcome: 'publish', thing, graph, doc };
    await ledger.commit({ derived: [{ result, generation, cause }] });
  }
}

/** What awaits derivation, in the order of ids. */
export async function dirtyThings(ledger: Ledger): Promise<ThingId[]> {
  return (await ledger.dirty(10_000)).map(({ thing }) => thing).sort();
}

export function runCounts(more: Partial<RunCounts> = {}): RunCounts {
  return {
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    grouped: 0,
    missing: 0,
    quarantined: 0,
    withdrawn: 0,
    failed: 0,
    ...more,
  };
}
