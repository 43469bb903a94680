import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/main/config.ts';
import { deriveAll, harvest } from '../../src/main/harvest.ts';
import { openPlatform } from '../../src/main/platform.ts';
import { now } from './command-line.ts';

/** Sources that lie in the project itself: what they say can be read everywhere. */
const sources = [
  'solutions',
  'exemple-annuaire-des-acteurs',
  'exemple-atlas-des-reponses',
  'exemple-carte-citoyenne',
  'exemple-fabrique-des-liens',
  'exemple-terres-solidaires',
];

/** What is published once some sources have arrived, one harvest a group, each derived before the next one begins. */
async function publishedAfter(groups: readonly (readonly string[])[]): Promise<Map<string, unknown>> {
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-test-'));
  const platform = await openPlatform(readConfig({ CARREFOUR_DATA: data, CARREFOUR_NOW: now }));
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const published = new Map<string, unknown>();
  try {
    for (const group of groups) {
      const arriving = group.flatMap((id) => platform.sources.get(id) ?? []);
      await harvest(platform, arriving, options);
      await deriveAll(platform, options);
    }
    for await (const { thing, graph, doc } of platform.ledger.publications())
      published.set(thing, { graph, doc });
    return published;
  } finally {
    await platform.close();
    await rm(data, { recursive: true });
  }
}

/** Cuts an order of sources into harvests. */
function grouped(order: readonly string[], cuts: readonly boolean[]): string[][] {
  const groups: string[][] = [[]];
  for (const [index, source] of order.entries()) {
    groups.at(-1)?.push(source);
    if (cuts[index] === true) groups.push([]);
  }
  return groups;
}

it('publishes the same of the same claims, whichever source came first and whatever was derived in between', async () => {
  const expected = await publishedAfter([sources]);
  expect(expected.size).toBeGreaterThan(100);
  const graphs = [...expected.values()].map((one) => JSON.stringify(one));
  expect(graphs.some((text) => text.includes('/graph/inferred/'))).toBe(true);
  const anyOrder = fc.shuffledSubarray(sources, { minLength: sources.length });
  const anyCuts = fc.array(fc.boolean(), { minLength: sources.length, maxLength: sources.length });
  const property = fc.asyncProperty(anyOrder, anyCuts, async (order, cuts) => {
    expect(await publishedAfter(grouped(order, cuts))).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 3, seed: 20_261, endOnFailure: true });
}, 300_000);
