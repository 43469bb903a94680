import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writtenIri } from '@carrefour/ontology';
import { createSafeFetch } from '../../src/fetch/safe-fetch.ts';
import type { ProtocolContext, RawRecord } from '../../src/protocol.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { openSite, type Answer, type LoopbackSite } from '../loopback-site.ts';

/** One file that a protocol can read without asking anyone, and what is in it. */
export interface LocalFixture {
  /** Name of a file in the protocol's fixtures, or its bytes. */
  readonly content: string | Uint8Array;
  readonly records: number;
  readonly failed: number;
}

/** An invented partner that speaks a protocol, and what one pass over all it has must give. */
export interface ProtocolFixture {
  /** As declarations call it; its fixtures lie in `fixtures/<name>/`. */
  readonly name: string;
  /**
   * What the partner answers, by path and query, as a fixture's name or an answer of its own; what is asked for first
   * stands first. In the text of fixtures `{origin}` stands for the partner's address. At least one record is bad, and
   * a good one comes after it.
   */
  readonly site: Readonly<Record<string, string | Answer>>;
  /** The declaration's options that read the data at an address. */
  readonly options: (address: string) => Readonly<Record<string, unknown>>;
  /** Good and bad records of the whole site. */
  readonly records: number;
  readonly failed: number;
  /** Requests that `maxPages` counts, when the records come page by page. */
  readonly pages?: number;
  /** What `file:` and `--from` read; left out for protocols that only a service can speak. */
  readonly local?: LocalFixture;
}

/** A protocol with its partner on loopback and a source folder of its own. */
export interface ProtocolUnderTest {
  readonly site: LoopbackSite;
  /** An empty source folder. */
  readonly folder: string;
  /** The address of what is asked for first. */
  readonly address: string;
  /** One pass, step by step. Without options, over the partner's site. */
  list: (
    context?: Partial<ProtocolContext>,
    options?: Readonly<Record<string, unknown>>,
  ) => AsyncIterator<RawRecord>;
  close: () => Promise<void>;
}

/** Where a protocol's fixtures lie. */
export function fixturePath(name: string, file: string): string {
  return path.join(import.meta.dirname, 'fixtures', name, file);
}

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.geojson': 'application/geo+json',
  '.html': 'text/html',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.xml': 'application/xml',
};

async function answerOf(name: string, given: string | Answer, origin: string): Promise<Answer> {
  if (typeof given !== 'string') return given;
  const type = types[path.extname(given)] ?? 'application/octet-stream';
  return { type, body: await readFixture(name, given, origin) };
}

async function readFixture(name: string, file: string, origin: string): Promise<Uint8Array> {
  const bytes = await readFile(fixturePath(name, file));
  return bytes.includes('{origin}')
    ? Buffer.from(bytes.toString('utf8').replaceAll('{origin}', origin))
    : bytes;
}

/** Opens the partner of a fixture. The fetch is the real one, without its pauses. */
export async function openProtocol(fixture: ProtocolFixture): Promise<ProtocolUnderTest> {
  const site = await openSite();
  for (const [at, given] of Object.entries(fixture.site)) {
    site.answers.set(at, await answerOf(fixture.name, given, site.origin));
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), `protocol-${fixture.name}-`));
  const address = `${site.origin}${Object.keys(fixture.site)[0] ?? '/'}`;
  const fetch = createSafeFetch({
    allow: [site.host],
    contact: 'https://example.org/',
    limits: { minDelay: 0, maxRetries: 0 },
    sleep: () => Promise.resolve(),
  });
  return {
    site,
    folder,
    address,
    list(context = {}, options = fixture.options(address)) {
      const protocol = protocols[fixture.name];
      if (protocol === undefined) throw new Error(`The registry has no protocol “${fixture.name}”.`);
      const all = {
        fetch,
        folder,
        signal: new AbortController().signal,
        maxPages: 100,
        writtenIri,
        ...context,
      };
      return protocol.list(options, all)[Symbol.asyncIterator]();
    },
    async close() {
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Writes the local fixture into the source folder and gives its path. */
export async function writeLocal(
  { name, local }: ProtocolFixture & { readonly local: LocalFixture },
  { folder, site }: ProtocolUnderTest,
): Promise<string> {
  const { content } = local;
  const isNamed = typeof content === 'string';
  const file = path.join(folder, isNamed ? path.basename(content) : 'copy');
  await writeFile(file, isNamed ? await readFixture(name, content, site.origin) : content);
  return file;
}

/** All that a pass gives; rejects as the pass does. */
export async function all(pass: AsyncIterator<RawRecord>): Promise<RawRecord[]> {
  const outcomes: RawRecord[] = [];
  for (let step = await pass.next(); step.done !== true; step = await pass.next()) outcomes.push(step.value);
  return outcomes;
}

/** How many of what a pass gave are good and bad records. */
export function counts(outcomes: readonly RawRecord[]): { records: number; failed: number } {
  const of = (outcome: RawRecord['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  return { records: of('record'), failed: of('failed') };
}
