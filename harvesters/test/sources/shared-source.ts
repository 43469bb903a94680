import { existsSync } from 'node:fs';
import path from 'node:path';
import { createChecker, type CheckReport } from '@carrefour/shapes';
import { listRecords, type ListedRecord } from '../../src/harvest.ts';
import { compileMapping } from '../../src/mapping.ts';
import type { MappedRecord } from '../../src/map/mapping.ts';
import { splitPersons } from '../../src/split/split-persons.ts';
import { bundledSources } from './bundled-sources.ts';

const shared = path.resolve(import.meta.dirname, '../../..', process.env['CARREFOUR_SHARED'] ?? '../shared');

/** A record of the shared data as a harvest takes it, mapped and checked. */
export interface SharedRecord extends MappedRecord {
  readonly key: string;
  readonly formerKeys: readonly string[];
  readonly base: string;
  readonly payload: Extract<ListedRecord, { outcome: 'record' }>['payload'];
  readonly report: CheckReport;
  /** The values of a property of a node of the record, `#it` by default. */
  values(property: string, node?: string): string[];
}

/** What a pass over one set of the shared data gives. */
export interface SharedPass {
  readonly records: readonly SharedRecord[];
  readonly others: readonly Exclude<ListedRecord, { outcome: 'record' }>[];
  /** The record with a key. Throws when there is none. */
  record(key: string): SharedRecord;
}

/** Where real records lie; absent on most machines. */
export function sharedFolder(name: string): { folder: string; isAbsent: boolean } {
  const folder = path.join(shared, 'data', name);
  return { folder, isAbsent: !existsSync(folder) };
}

/** Reads, splits, maps and checks one set of a bundled source from the shared data in place, or from a copy. */
export async function passOverShared(
  source: string,
  set: string,
  from = sharedFolder(source).folder,
): Promise<SharedPass> {
  const { sources } = await bundledSources();
  const found = sources.find(({ id }) => id === source);
  const declared = found?.sets.find(({ name }) => name === set);
  if (found === undefined || declared === undefined) throw new Error(`${source}/${set} is not bundled.`);
  const mapping = compileMapping({ source: found, set: declared });
  const checker = await createChecker();
  const records: SharedRecord[] = [];
  const others: SharedPass['others'][number][] = [];
  const listed = listRecords({
    source: found,
    set: declared,
    from,
    fetch: () => Promise.reject(new Error('Nothing may be fetched here.')),
    signal: new AbortController().signal,
    maxPages: 10,
  });
  for await (const one of listed) {
    if (one.outcome !== 'record') {
      others.push(one);
      continue;
    }
    const { payload } = splitPersons(one.payload, { fields: declared.persons });
    const base = `https://carrefour.invalid/record/${source}/${set}/${encodeURIComponent(one.key)}`;
    const mapped = mapping.map(payload, { base, language: found.language });
    const report = await checker.check(mapped.quads);
    const values = (property: string, node = '#it') =>
      mapped.quads
        .filter(({ subject, predicate }) => subject.value === base + node && predicate.value === property)
        .map(({ object }) => object.value);
    records.push({ ...mapped, key: one.key, formerKeys: one.formerKeys, base, payload, report, values });
  }
  const record = (key: string): SharedRecord => {
    const one = records.find((candidate) => candidate.key === key);
    if (one === undefined) throw new Error(`${source}/${set} has no record “${key}”.`);
    return one;
  };
  return { records, others, record };
}

/** How often each value comes, most frequent first. */
export function frequencies(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
