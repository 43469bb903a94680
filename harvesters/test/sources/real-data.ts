import path from 'node:path';
import { createChecker, type Checker } from '@carrefour/shapes';
import { listRecords, type ListedRecord } from '../../src/harvest.ts';
import type { MappedRecord } from '../../src/map/mapping.ts';
import { compileMapping } from '../../src/mapping.ts';
import { splitPersons } from '../../src/split/split-persons.ts';
import { bundledSources } from './bundled-sources.ts';

const shared = path.resolve(import.meta.dirname, '../../..', process.env['CARREFOUR_SHARED'] ?? '../shared');

/** Where a partner's real records lie, outside the project. */
export function realData(name: string): string {
  return path.join(shared, 'data', name);
}

/** A record of a partner as published, mapped. */
export interface RealRecord extends MappedRecord {
  readonly key: string;
  readonly payload: Extract<ListedRecord, { outcome: 'record' }>['payload'];
  /** IRI of a node by its local name. */
  readonly node: (local: string) => string;
  /** Values of a property, of a node or of all of them, in the order in which they were mapped. */
  readonly values: (property: string, local?: string) => string[];
  /** Messages of the constraints that keep it from being published. */
  readonly violations: () => Promise<string[]>;
}

export interface RealPass {
  readonly records: readonly RealRecord[];
  readonly outcomes: Readonly<Record<ListedRecord['outcome'], number>>;
}

let checker: Promise<Checker> | undefined;

/** Reads one set of a bundled source from its local copy, through the steps that a harvest takes. */
export async function readReal(
  id: string,
  name: string,
  { variant }: { variant?: string } = {},
): Promise<RealPass> {
  const source = (await bundledSources()).sources.find((one) => one.id === id);
  const set = source?.sets.find((one) => one.name === name);
  if (source === undefined || set === undefined) throw new Error(`${id}/${name} is not bundled.`);
  const mapping = compileMapping({ source, set });
  const outcomes = { record: 0, grouped: 0, deleted: 0, noticed: 0, failed: 0 };
  const records: RealRecord[] = [];
  const listed = listRecords({
    source,
    set,
    from: realData(id),
    ...(variant === undefined ? {} : { variant }),
    fetch: () => Promise.reject(new Error('A local copy is read: nothing may be fetched.')),
    signal: new AbortController().signal,
    maxPages: 1,
  });
  for await (const one of listed) {
    outcomes[one.outcome] += 1;
    if (one.outcome !== 'record') continue;
    const { payload } = splitPersons(one.payload, { fields: set.persons });
    const base = `https://carrefour.invalid/record/${id}/${name}/${encodeURIComponent(one.key)}`;
    const mapped = mapping.map(payload, { base, language: source.language });
    records.push(realRecord({ key: one.key, payload, base, mapped }));
  }
  return { records, outcomes };
}

function realRecord({
  key,
  payload,
  base,
  mapped,
}: Pick<RealRecord, 'key' | 'payload'> & { base: string; mapped: MappedRecord }): RealRecord {
  const node = (local: string): string => `${base}#${local}`;
  return {
    ...mapped,
    key,
    payload,
    node,
    values: (property, local) =>
      mapped.quads
        .filter(
          ({ subject, predicate }) =>
            predicate.value === property && (local === undefined || subject.value === node(local)),
        )
        .map(({ object }) => object.value),
    async violations() {
      checker ??= createChecker();
      const { results } = await (await checker).check(mapped.quads);
      return results.flatMap(({ severity, message }) => (severity === 'violation' ? [message.en] : []));
    },
  };
}

/** How often each text comes, most frequent first. */
export function tally(texts: readonly string[]): [text: string, count: number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
