import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { routeNames } from './routes.ts';
import { addressOf, test } from './visit.ts';

const kilobyte = 1024;

/** Bytes of bodies as they came over the wire, by what they are. */
type Weight = Record<'script' | 'stylesheet' | 'font' | 'document', number>;

const limits: Weight = { script: 60, stylesheet: 12, font: 75, document: 30 };

/** What a new visitor's browser loaded for a page. */
async function weigh(page: Page): Promise<Weight> {
  return page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    const sum = (isWanted: (entry: PerformanceResourceTiming) => boolean) =>
      entries.filter(isWanted).reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
    return {
      script: sum(({ name }) => new URL(name).pathname.endsWith('.js')),
      stylesheet: sum(({ name }) => new URL(name).pathname.endsWith('.css')),
      font: sum(({ name }) => new URL(name).pathname.endsWith('.woff2')),
      document: sum(({ entryType }) => entryType === 'navigation'),
    };
  });
}

function excess(weight: Weight, most: Weight): string[] {
  return (Object.keys(most) as (keyof Weight)[])
    .filter((type) => weight[type] > most[type] * kilobyte)
    .map((type) => `${type}: ${String(weight[type])} bytes, over ${String(most[type])} KB`);
}

describe('weight, as it comes over the wire', () => {
  test.for(routeNames)('%s stays within its budget', async (name, { visit, routes }) => {
    const weight = await weigh(await visit(routes[name]));
    const isSearch = /^(no )?results/.test(name);
    expect(excess(weight, isSearch ? { ...limits, script: 115, stylesheet: 16 } : limits)).toEqual([]);
    for (const type of ['script', 'stylesheet', 'font', 'document'] as const)
      expect(weight[type], type).toBeGreaterThan(0);
  });

  test('a search needs no more script than other pages before its map comes', async ({ visit }) => {
    const weight = await weigh(await visit('/recherche?view=tableau'));
    expect(excess(weight, { ...limits, stylesheet: 16 })).toEqual([]);
  });

  test('outlines and groups of the map are light', async ({ visit }) => {
    const page = await visit('/recherche');
    const [outlines, clusters] = await page.evaluate(async () => {
      const sizeOf = (name: RegExp) =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => name.test(entry.name))
          .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize);
      return Promise.resolve([sizeOf(/countries-.*\.json/), sizeOf(/api\/v1\/clusters/)]);
    });
    expect(outlines?.length).toBe(1);
    expect(Math.max(...(outlines ?? []))).toBeLessThan(60 * kilobyte);
    expect(clusters?.length).toBeGreaterThan(0);
    expect(Math.max(...(clusters ?? []))).toBeLessThan(25 * kilobyte);
  });
});

describe('calm', () => {
  test('nothing moves while home, results and an entry load', async ({ visit, routes }) => {
    for (const name of ['home', 'results', 'full entry'] as const) {
      const page = await visit(routes[name]);
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries())
                sum += (entry as PerformanceEntry & { value: number }).value;
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => {
              resolve(sum);
            }, 200);
          }),
      );
      expect(shift, name).toBeLessThan(0.1);
    }
  });

  test('every page, in both languages, keeps to its own host and its policy', async ({ visit, routes }) => {
    const page = await visit('/');
    for (const name of routeNames) {
      for (const lang of ['fr', 'en'] as const) {
        const answer = await page.goto(addressOf(routes[name], lang), { waitUntil: 'networkidle' });
        expect(answer?.headers()['content-security-policy'], name).toContain("default-src 'self'");
      }
    }
  });
});
