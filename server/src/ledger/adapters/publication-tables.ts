import type { Kind } from '../../domain/kinds.ts';
import type { Change, Derived, Publication, Resolution } from '../../domain/publication.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import { linkAddresses } from './address-tables.ts';
import { getBlob, putBlob, type Database } from './database.ts';
import { canonicalOf, settle } from './dirty-table.ts';
import { recountQuality } from './source-quality-table.ts';

interface CurrentRow {
  readonly thing: string;
  readonly state: 'published' | 'merged' | 'withdrawn' | 'erased';
  readonly seq: number;
  readonly at: string;
  readonly reason: string;
  readonly merged_into: string | null;
  readonly graph: string | null;
  readonly doc: string | null;
}

interface DerivedRow {
  readonly result: Derived;
  readonly generation: number;
  readonly cause: string;
}

const pageSize = 100;

/** Writes what derivation found, where it differs from what stands, and settles the thing. */
export function writeDerived(ledger: Database, { result, generation, cause }: DerivedRow, at: string): void {
  const before = currentRow(ledger, result.thing);
  if (result.outcome === 'publish') {
    publish(ledger, { result, cause, at, before });
    linkAddresses(ledger, result.thing, result.addresses ?? []);
  }
  if (result.outcome === 'withdraw') withdraw(ledger, { result, cause, at, before });
  if (result.outcome === 'redirect') redirect(ledger, { result, cause, at, before });
  settle(ledger, result.thing, generation);
}

interface Step<Outcome extends Derived['outcome']> {
  readonly result: Extract<Derived, { outcome: Outcome }>;
  readonly cause: string;
  readonly at: string;
  readonly before: CurrentRow | undefined;
}

function publish(ledger: Database, { result, cause, at, before }: Step<'publish'>): void {
  const { thing, doc } = result;
  const graph = putBlob(ledger, result.graph);
  const json = putBlob(ledger, JSON.stringify(doc));
  if (before?.state === 'published' && before.graph === graph && before.doc === json) return;
  recountQuality(ledger, { before: docOf(ledger, before), after: doc });
  const seq = writeChange(ledger, { at, thing, type: 'publish', cause });
  ledger.run('INSERT INTO publication VALUES (?, ?, ?, ?, ?)', thing, seq, at, graph, json);
  ledger.run(
    `INSERT OR REPLACE INTO current (thing, state, seq, at, kind, is_open, graph, doc) VALUES (?, 'published', ?, ?, ?, ?, ?, ?)`,
    thing,
    seq,
    at,
    doc.kind,
    Number(doc.isOpen),
    graph,
    json,
  );
  ledger.run('DELETE FROM publication_record WHERE thing = ?', thing);
  for (const { source, set, key, agreement } of doc.sources) {
    const isOpen = Number(doc.isOpen && agreement === 'open');
    ledger.run(
      'INSERT OR REPLACE INTO publication_record VALUES (?, ?, ?, ?, ?)',
      thing,
      source,
      set,
      key,
      isOpen,
    );
  }
}

function withdraw(ledger: Database, { result, cause, at, before }: Step<'withdraw'>): void {
  if (before === undefined || before.state === 'withdrawn' || before.state === 'erased') return;
  const { thing, reason } = result;
  const seq = writeChange(ledger, { at, thing, type: 'withdraw', cause });
  replaceCurrent(ledger, { thing, state: 'withdrawn', seq, at, reason });
}

function redirect(ledger: Database, { result, cause, at, before }: Step<'redirect'>): void {
  const { thing, to } = result;
  if (before?.state === 'merged' && before.merged_into === to) return;
  if (before?.state === 'erased') return;
  const seq = writeChange(ledger, { at, thing, type: 'redirect', cause });
  replaceCurrent(ledger, { thing, state: 'merged', seq, at, into: to });
}

/** Puts a state without a publication in a thing's place. */
export function replaceCurrent(
  ledger: Database,
  {
    thing,
    state,
    seq,
    at,
    reason = '',
    into,
  }: {
    thing: ThingId;
    state: 'merged' | 'withdrawn' | 'erased';
    seq: number;
    at: string;
    reason?: string;
    into?: ThingId;
  },
): void {
  recountQuality(ledger, { before: docOf(ledger, currentRow(ledger, thing)), after: undefined });
  ledger.run('DELETE FROM publication_record WHERE thing = ?', thing);
  ledger.run(
    'INSERT OR REPLACE INTO current (thing, state, seq, at, reason, merged_into) VALUES (?, ?, ?, ?, ?, ?)',
    thing,
    state,
    seq,
    at,
    reason,
    into ?? null,
  );
}

/** What is published of a thing. */
function docOf(ledger: Database, row: CurrentRow | undefined): ThingDoc | undefined {
  return row?.state === 'published' && row.doc !== null
    ? (JSON.parse(getBlob(ledger, row.doc)) as ThingDoc)
    : undefined;
}

export function writeChange(ledger: Database, { at, thing, type, cause }: Omit<Change, 'seq'>): number {
  return ledger.run('INSERT INTO change (at, thing, type, cause) VALUES (?, ?, ?, ?)', at, thing, type, cause)
    .lastId;
}

export function currentRow(ledger: Database, thing: ThingId): CurrentRow | undefined {
  return ledger.get<CurrentRow>('SELECT * FROM current WHERE thing = ?', thing);
}

export function resolve(ledger: Database, thing: ThingId): Resolution {
  const row = currentRow(ledger, thing);
  const canonical = canonicalOf(ledger, thing);
  if (row?.state === 'erased') return { state: 'erased', thing, at: row.at, reason: row.reason };
  if (canonical !== thing) return { state: 'merged', thing, into: canonical };
  if (row === undefined) return { state: 'unknown', thing };
  if (row.state === 'published') return { state: 'published', thing };
  if (row.state === 'merged') return { state: 'merged', thing, into: row.merged_into ?? thing };
  return { state: row.state, thing, at: row.at, reason: row.reason };
}

interface PublicationRow {
  readonly thing: string;
  readonly seq: number;
  readonly at: string;
  readonly graph: string;
  readonly doc: string;
}

function read(ledger: Database, { thing, seq, at, graph, doc }: PublicationRow): Publication {
  return { thing, seq, at, graph: getBlob(ledger, graph), doc: JSON.parse(getBlob(ledger, doc)) as ThingDoc };
}

/** The publication that stood after change `seq`, or the current one. */
export function publication(
  ledger: Database,
  thing: ThingId,
  seq: number | undefined,
): Publication | undefined {
  const last = ledger.get<{ seq: number; type: string }>(
    'SELECT seq, type FROM change WHERE thing = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    thing,
    seq ?? Number.MAX_SAFE_INTEGER,
  );
  if (last?.type !== 'publish') return undefined;
  const row = ledger.get<PublicationRow>(
    'SELECT * FROM publication WHERE thing = ? AND seq = ?',
    thing,
    last.seq,
  );
  return row === undefined ? undefined : read(ledger, row);
}

export function docs(ledger: Database, things: readonly ThingId[]): ThingDoc[] {
  return things.flatMap((thing) => {
    const row = ledger.get<{ doc: string }>(
      "SELECT doc FROM current WHERE thing = ? AND state = 'published'",
      thing,
    );
    return row === undefined ? [] : [JSON.parse(getBlob(ledger, row.doc)) as ThingDoc];
  });
}

export function docsOfKind(ledger: Database, kind: Kind): ThingDoc[] {
  return ledger
    .all<{ doc: string }>(
      "SELECT doc FROM current WHERE kind = ? AND state = 'published' ORDER BY thing",
      kind,
    )
    .map(({ doc }) => JSON.parse(getBlob(ledger, doc)) as ThingDoc);
}

/** One page of the current publications after a thing. */
export function publications(ledger: Database, after: ThingId): Publication[] {
  return ledger
    .all<PublicationRow>(
      `SELECT thing, seq, at, graph, doc FROM current WHERE state = 'published' AND thing > ? ORDER BY thing LIMIT ${String(pageSize)}`,
      after,
    )
    .map((row) => read(ledger, row));
}

export function changes(ledger: Database, after: number, limit: number): Change[] {
  return ledger
    .all<Change & Record<string, never>>(
      'SELECT seq, at, thing, type, cause FROM change WHERE seq > ? ORDER BY seq LIMIT ?',
      after,
      limit,
    )
    .map(({ seq, at, thing, type, cause }) => ({ seq, at, thing, type, cause }));
}

export function seq(ledger: Database): number {
  return ledger.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM change')?.seq ?? 0;
}
