import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compileMapping,
  listRecords,
  loadSources,
  splitPersons,
  type Source,
  type SourceSet,
} from '@carrefour/harvesters';
import { contextUrlPath, jsonLdContext } from '@carrefour/ontology';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { toNQuads } from '../../src/domain/quads.ts';
import { syntaxes } from '../../src/serve/dereference/syntaxes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const shared = path.resolve(root, process.env['CARREFOUR_SHARED'] ?? '../shared', 'data');
const base = 'https://carrefour.example';
/** Records whose graphs are written as one text: each text costs the reading of the context. */
const batchSize = 100;

const { sources } = await loadSources([path.join(root, 'harvesters/sources')]);
const sets = sources.flatMap((source) =>
  source.sets.map((set) => ({ source, set, name: `${source.id}/${set.name}` })),
);
/** Which file of a set can be read here: one in the source's own folder, or a copy of the partner's. */
const isBundled = ({ set }: { set: SourceSet }): boolean =>
  typeof set.options === 'object' && JSON.stringify(set.options).includes('"file:');
const bundled = sets.filter(isBundled);
const copied = sets.filter((one) => !isBundled(one) && existsSync(path.join(shared, one.source.id)));

const documentLoader = (url: string) =>
  url === base + contextUrlPath
    ? Promise.resolve({
        documentUrl: url,
        contextUrl: undefined as never,
        document: { '@context': jsonLdContext },
      })
    : Promise.reject(new Error(`no document is loaded here, not even ${url}`));

/** What the records of a set say, as they would be kept, some at a time. */
async function* claimed(source: Source, set: SourceSet): AsyncIterable<Quad[]> {
  const mapping = compileMapping({ source, set });
  const listed = listRecords({
    source,
    set,
    ...(isBundled({ set }) ? {} : { from: path.join(shared, source.id) }),
    variant: 'snapshot2',
    fetch: () => Promise.reject(new Error('Nothing may be fetched here.')),
    signal: new AbortController().signal,
    maxPages: 100,
  });
  let batch: Quad[] = [];
  let records = 0;
  for await (const one of listed) {
    if (one.outcome !== 'record') continue;
    const { payload } = splitPersons(one.payload, { fields: set.persons });
    const record = `${base}/record/${source.id}/${set.name}/${encodeURIComponent(one.key)}`;
    batch.push(...mapping.map(payload, { base: record, language: source.language }).quads);
    records += 1;
    if (records % batchSize !== 0) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** Properties and classes of a JSON-LD document that its context has no word for. */
function wordless(document: unknown): string[] {
  if (Array.isArray(document)) return document.flatMap(wordless);
  if (typeof document !== 'object' || document === null || '@value' in document) return [];
  const words = Object.entries(document).flatMap(([key, value]: [string, unknown]) => [
    key,
    ...(key === 'type' ? [value].flat().map(String) : wordless(value)),
  ]);
  return words.filter((word) => word.includes(':'));
}

async function roundTrip(source: Source, set: SourceSet): Promise<void> {
  let statements = 0;
  for await (const quads of claimed(source, set)) {
    const said = toNQuads(quads);
    statements += quads.length;
    expect(toNQuads(new Parser().parse(await syntaxes.ttl.write(quads, base)))).toBe(said);
    const written = JSON.parse(await syntaxes.jsonld.write(quads, base)) as { '@graph': unknown };
    const options = { documentLoader, format: 'application/n-quads' } as object;
    const back = await jsonld.toRDF(written as never, options);
    expect(toNQuads(new Parser({ format: 'N-Quads' }).parse(back as unknown as string))).toBe(said);
    expect([...new Set(wordless(written['@graph']))]).toEqual([]);
  }
  expect(statements).toBeGreaterThan(0);
}

describe('what every record of a source says is the same in Turtle and JSON-LD, in words of the context', () => {
  it.each(bundled)('$name', ({ source, set }) => roundTrip(source, set), 120_000);
});

describe.skipIf(copied.length === 0)(
  'so it is for real records (skipped: ../shared/data is not there)',
  () => {
    it.each(copied)('$name', ({ source, set }) => roundTrip(source, set), 120_000);
  },
);
