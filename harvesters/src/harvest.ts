import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parsePath, reach, type FieldPath } from './map/field-path.ts';
import type { Fetch } from './fetch/fetch.ts';
import type { Json, RawRecord } from './protocol.ts';
import { protocols } from './protocols/registry.ts';
import { withSecrets } from './source/secrets.ts';
import type { Source, SourceSet } from './source/source.ts';

type Payload = Extract<RawRecord, { outcome: 'record' }>['payload'];

/** One record of a pass, with the key that names it for ever. */
export type ListedRecord =
  | {
      readonly outcome: 'record';
      readonly key: string;
      /** Keys under which the source sent it before. */
      readonly formerKeys: readonly string[];
      /** Where it stands: line, path or URL. */
      readonly locator: string;
      readonly payload: Payload;
    }
  | { readonly outcome: 'grouped'; readonly key: string; readonly locator: string }
  | { readonly outcome: 'deleted'; readonly key: string; readonly locator: string }
  | { readonly outcome: 'failed'; readonly locator: string; readonly reason: string };

export interface ListOptions {
  readonly source: Pick<Source, 'folder'>;
  readonly set: SourceSet;
  readonly fetch: Fetch;
  /** A local copy instead of the URL: one file, or a folder in which the set names its file. */
  readonly from?: string;
  /** Fills `{variant}` in the name of the local file. */
  readonly variant?: string;
  readonly signal: AbortSignal;
  /** Requests and pages that the pass may take. */
  readonly maxPages: number;
}

/**
 * Asks a source for the records of one set and names each by its key. A record without a key, or with one that came
 * before, is one `failed` outcome. A set with `group` is held in memory whole, because its rows may come in any order.
 * Throws HarvestError or FetchError when the source as a whole cannot be read: the pass is then not complete.
 */
export async function* listRecords(options: ListOptions): AsyncIterable<ListedRecord> {
  const keyed = keyedRecords(options);
  yield* options.set.group === undefined ? keyed : grouped(keyed, parsePath(options.set.group));
}

async function* keyedRecords(options: ListOptions): AsyncIterable<ListedRecord> {
  const { set } = options;
  const keyPaths = set.key.map(parsePath);
  const formerPaths = set.formerKeys.map(parsePath);
  const seen = new Map<string, string>();
  for await (const raw of rawRecords(options)) {
    if (raw.outcome !== 'record') {
      yield raw;
      continue;
    }
    const { locator, payload } = raw;
    const key = keyOf(payload, keyPaths);
    const first = key === undefined ? undefined : seen.get(key);
    if (key === undefined) {
      const reason = `This record has no key: “${set.key.join('”, “')}” is empty or absent. Give it one that never changes.`;
      yield { outcome: 'failed', locator, reason };
    } else if (first !== undefined && set.group === undefined) {
      const reason = `The key “${key}” was already used at ${first}. Give every record a key of its own.`;
      yield { outcome: 'failed', locator, reason };
    } else {
      seen.set(key, locator);
      const formerKeys = formerPaths.flatMap((former) => keyOf(payload, [former]) ?? []);
      yield { outcome: 'record', key, formerKeys, locator, payload };
    }
  }
}

async function* rawRecords(options: ListOptions): AsyncIterable<RawRecord> {
  const { set, source, fetch, signal, maxPages } = options;
  const protocol = protocols[set.protocol];
  if (protocol === undefined) {
    throw unreadable(`There is no protocol “${set.protocol}”.`);
  }
  const file = await localFile(options);
  const { options: filled, missing } = withSecrets(set.options, process.env);
  if (missing !== undefined) throw unreadable(`The secret ${missing} is not set: put it in the environment.`);
  yield* protocol.list(filled, {
    fetch,
    folder: source.folder,
    signal,
    maxPages,
    ...(file === undefined ? {} : { file }),
    ...(set.unwrap === undefined ? {} : { unwrap: set.unwrap }),
  });
}

async function localFile({ from, variant, set }: ListOptions): Promise<string | undefined> {
  if (from === undefined) return undefined;
  const found = await stat(from).catch(() => undefined);
  if (found?.isFile() === true) return from;
  if (found === undefined || set.local === undefined) {
    const reason =
      found === undefined
        ? `There is nothing at ${from}. Give the path of a file or folder that exists.`
        : `The set “${set.name}” does not say which file of ${from} is its own. Write “local: FILE” in source.yaml, or give the file itself.`;
    throw unreadable(reason);
  }
  if (set.local.includes('{variant}') && variant === undefined) {
    const reason = `The set “${set.name}” has several local copies (${set.local}): choose one with --variant NAME.`;
    throw unreadable(reason);
  }
  return path.join(from, set.local.replaceAll('{variant}', variant ?? ''));
}

/** The texts of all key fields, joined; undefined when one of them is empty. */
function keyOf(payload: Payload, paths: readonly FieldPath[]): string | undefined {
  const texts = paths.map((one) => textAt(payload, one));
  return texts.includes('') ? undefined : texts.join('|');
}

function textAt(payload: Payload, at: FieldPath): string {
  const [found] = reach({ value: payload, field: '' }, at);
  const value: Json = found?.value ?? null;
  return value === null || typeof value === 'object' ? '' : String(value).trim().normalize('NFC');
}

async function* grouped(records: AsyncIterable<ListedRecord>, group: FieldPath): AsyncIterable<ListedRecord> {
  const groups = new Map<string, Extract<ListedRecord, { outcome: 'record' }>[]>();
  for await (const record of records) {
    if (record.outcome !== 'record') {
      yield record;
      continue;
    }
    const text = textAt(record.payload, group);
    const name = text === '' ? `key ${record.key}` : `group ${text}`;
    const rows = groups.get(name);
    if (rows === undefined) groups.set(name, [record]);
    else rows.push(record);
  }
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const rows = [first, ...others].map(({ payload }) => payload);
    yield { ...first, payload: { ...first.payload, _rows: rows } };
    for (const { locator } of others) yield { outcome: 'grouped', key: first.key, locator };
  }
}

/** The source as a whole cannot be read; the pipeline knows such failures by their name. */
function unreadable(reason: string): Error {
  return Object.assign(new Error(reason), { name: 'HarvestError', code: 'wrong-declaration' });
}
