import { stat } from 'node:fs/promises';
import path from 'node:path';
import { contextUrlPath, jsonLdContext, writtenIri } from '@carrefour/ontology';
import type { Fetch } from './fetch/fetch.ts';
import { JoinedList } from './join.ts';
import { createDeletionReader } from './deletion-rule.ts';
import { createKeyReader, pathOf } from './key-rule.ts';
import type { RawRecord } from './protocol.ts';
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
  | Extract<RawRecord, { outcome: 'failed' | 'noticed' }>;

/** A list to be read: a set's own, or one that is joined to it. */
type Reading = Pick<SourceSet, 'protocol' | 'options' | 'local' | 'unwrap'>;

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
  yield* options.set.group === undefined ? keyed : grouped(keyed, options.set.group);
}

async function* keyedRecords(options: ListOptions): AsyncIterable<ListedRecord> {
  const { set } = options;
  const keys = set.key.map(createKeyReader);
  const otherwise = set.keyOtherwise?.map(createKeyReader);
  const formerKeys = set.formerKeys.map(createKeyReader);
  const seen = new Map<string, string>();
  const joins = await joinedLists(options);
  const isDeleted = createDeletionReader(set.deletedWhen);
  for await (const raw of rawRecords(set, options)) {
    if (raw.outcome === 'failed' || raw.outcome === 'noticed') {
      yield raw;
      continue;
    }
    const { locator } = raw;
    const payload = joins.reduce((joined, join) => join.into(joined), raw.payload);
    const key = keyOf(payload, keys) ?? (otherwise && keyOf(payload, otherwise));
    if (raw.outcome === 'deleted' || isDeleted(payload)) {
      yield deletion(key, { locator, fields: set.key.map(pathOf) });
      continue;
    }
    const first = key === undefined ? undefined : seen.get(key);
    if (key === undefined) {
      const fields = set.key.map(pathOf).join('”, “');
      const reason = `This record has no key: “${fields}” is empty or absent. Give it one that never changes.`;
      yield { outcome: 'failed', locator, reason };
    } else if (first !== undefined && set.group === undefined) {
      const reason = `The key “${key}” was already used at ${first}. Give every record a key of its own.`;
      yield { outcome: 'failed', locator, reason };
    } else {
      seen.set(key, locator);
      const former = formerKeys.flatMap((read) => read(payload)).filter((one) => one !== key);
      yield { outcome: 'record', key, formerKeys: [...new Set(former)], locator, payload };
    }
  }
  for (const join of joins) yield* join.left();
}

/** Without its key a deleted record is unknown: nothing is withdrawn by guessing. */
function deletion(
  key: string | undefined,
  { locator, fields }: { locator: string; fields: readonly string[] },
): ListedRecord {
  if (key !== undefined) return { outcome: 'deleted', key, locator };
  const reason = `A record was deleted here, but “${fields.join('”, “')}” does not say which: nothing was withdrawn.`;
  return { outcome: 'noticed', locator, reason };
}

async function joinedLists(options: ListOptions): Promise<JoinedList[]> {
  const lists: JoinedList[] = [];
  for (const [name, join] of Object.entries(options.set.join ?? {})) {
    lists.push(await JoinedList.read(name, join, rawRecords(join, options)));
  }
  return lists;
}

async function* rawRecords(reading: Reading, options: ListOptions): AsyncIterable<RawRecord> {
  const { source, fetch, signal, maxPages } = options;
  const protocol = protocols[reading.protocol];
  if (protocol === undefined) {
    throw unreadable(`There is no protocol “${reading.protocol}”.`);
  }
  const file = await localFile(reading, options);
  const { options: filled, missing } = withSecrets(reading.options, process.env);
  if (missing !== undefined) throw unreadable(`The secret ${missing} is not set: put it in the environment.`);
  yield* protocol.list(filled, {
    fetch,
    folder: source.folder,
    signal,
    maxPages,
    contextOf: ourContext,
    writtenIri,
    ...(file === undefined ? {} : { file }),
    ...(reading.unwrap === undefined ? {} : { unwrap: reading.unwrap }),
  });
}

/** What partners write by hand, on whatever instance of the platform they found it. */
function ourContext(url: string): unknown {
  const isOurs = URL.canParse(url) && new URL(url).pathname.endsWith(contextUrlPath);
  return isOurs ? { '@context': jsonLdContext } : undefined;
}

async function localFile(reading: Reading, { from, variant, set }: ListOptions): Promise<string | undefined> {
  if (from === undefined) return undefined;
  const found = await stat(from).catch(() => undefined);
  if (found?.isFile() === true && reading === set) return from;
  const folder = found?.isFile() === true ? path.dirname(from) : from;
  if (found === undefined || reading.local === undefined) {
    const reason =
      found === undefined
        ? `There is nothing at ${from}. Give the path of a file or folder that exists.`
        : `The set “${set.name}” does not say which file of ${folder} is its own. Write “local: FILE” in source.yaml, or give the file itself.`;
    throw unreadable(reason);
  }
  if (reading.local.includes('{variant}') && variant === undefined) {
    const reason = `The set “${set.name}” has several local copies (${reading.local}): choose one with --variant NAME.`;
    throw unreadable(reason);
  }
  return path.join(folder, reading.local.replaceAll('{variant}', variant ?? ''));
}

/** The first texts of all key fields, joined; undefined when one of them is empty. */
function keyOf(payload: Payload, readers: readonly ((payload: Payload) => string[])[]): string | undefined {
  const texts = readers.map((read) => read(payload)[0]);
  return texts.includes(undefined) ? undefined : texts.join('|');
}

async function* grouped(records: AsyncIterable<ListedRecord>, group: string): AsyncIterable<ListedRecord> {
  const groupOf = createKeyReader(group);
  const groups = new Map<string, Extract<ListedRecord, { outcome: 'record' }>[]>();
  for await (const record of records) {
    if (record.outcome !== 'record') {
      yield record;
      continue;
    }
    const [text] = groupOf(record.payload);
    const name = text === undefined ? `key ${record.key}` : `group ${text}`;
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
