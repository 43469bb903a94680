import { JSONPathEnvironment } from 'json-p3';
import { z } from 'zod';
import type { RawRecord } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { isObject, type JsonObject } from './json-object.ts';

const environment = new JSONPathEnvironment();
const jsonPath = z.string().refine(
  (path) => {
    try {
      environment.compile(path);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'Write a JSONPath (RFC 9535), such as $.results[*].' },
);

/** Options of every protocol whose text is a tree: where its records are. */
export const recordPlaces = {
  /** Where the records are; by default the elements of the array, or the one object, that the text holds. */
  items: jsonPath.optional(),
  /** The records are the values of an object; each gets its name as `_key`. */
  entries: z.boolean().default(false),
};

/** The records of a parsed text. Throws HarvestError when it holds neither an object nor a list. */
export function jsonRecords(
  root: unknown,
  name: string,
  { items, entries }: { items?: string | undefined; entries: boolean },
): RawRecord[] {
  const path = items ?? (Array.isArray(root) ? '$[*]' : '$');
  const nodes = [...environment.query(path, root as never)].map((node) => ({
    value: node.value,
    path: node.getPath({ form: 'pretty' }),
  }));
  if (nodes.length === 0 && !isObject(root) && !Array.isArray(root)) {
    throw new HarvestError('not-the-expected-format', `${name} holds neither an object nor a list.`);
  }
  if (!entries) return nodes.map(({ value, path: at }) => recordOf(value, `${name} ${at}`));
  return nodes.flatMap(({ value, path: at }) => {
    if (!isObject(value))
      throw new HarvestError('not-the-expected-format', `${name} ${at} is not an object of records.`);
    return Object.entries(value).map(([key, entry]) =>
      recordOf(isObject(entry) ? { ...entry, _key: key } : entry, `${name} ${at}[${JSON.stringify(key)}]`),
    );
  });
}

function recordOf(value: unknown, locator: string): RawRecord {
  if (isObject(value)) return { outcome: 'record', locator, payload: value as JsonObject };
  return {
    outcome: 'failed',
    locator,
    reason: 'This is not an object with fields: a record cannot be read from it.',
  };
}
