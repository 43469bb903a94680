import { existsSync, statSync } from 'node:fs';
import { get } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { routeNames } from './routes.ts';
import { addressOf, test } from './visit.ts';

const kilobyte = 1024;
const built = fileURLToPath(new URL('../build/client', import.meta.url));
const types = ['script', 'stylesheet', 'font', 'outlines', 'drawing'] as const;
const extensions = { script: '.js', stylesheet: '.css', font: '.woff2', outlines: '.json', drawing: '.svg' };

type Weight = Record<(typeof types)[number], number>;

const most: Weight = { script: 60, stylesheet: 12, font: 75, outlines: 60, drawing: 60 };
const mostOfSearch: Weight = { ...most, stylesheet: 16 };
const scriptWithMap = 115;

/** Bytes of the built files that a page has asked for until now, as a browser gets them: compressed where they are. */
async function weigh(page: Page): Promise<Weight> {
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  const files = [...new Set(names)].filter((name) => name.startsWith('/_app/'));
  const sum = (extension: string) =>
    files.filter((name) => name.endsWith(extension)).reduce((total, name) => total + sizeOf(name), 0);
  return {
    script: sum(extensions.script),
    stylesheet: sum(extensions.stylesheet),
    font: sum(extensions.font),
    outlines: sum(extensions.outlines),
    drawing: sum(extensions.drawing),
  };
}

function sizeOf(name: string): number {
  const file = path.join(built, name);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

/** Bytes of an answer's body as they come over the wire. */
function bytesOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { accept: '*/*', 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.once('end', () => {
        resolve(bytes);
      });
      answer.once('error', reject);
    }).once('error', reject);
  });
}

function excess(weight: Weight, limits: Weight): string[] {
  return types
    .filter((type) => weight[type] > limits[type] * kilobyte)
    .map((type) => `${type}: ${String(weight[type])} bytes, over ${String(limits[type])} KB`);
}

describe('weight', () => {
  test.for(routeNames)('%s stays within its budget', async (name, { visit, routes, shared }) => {
    const page = await visit(routes[name], { width: 390 });
    const weight = await weigh(page);
    const isSearch = /^(no )?results/.test(name);
    const hasMap = (await page.locator('.leaflet-container').count()) > 0;
    const limits = isSearch ? mostOfSearch : most;
    expect(excess(weight, hasMap ? { ...limits, script: scriptWithMap } : limits)).toEqual([]);
    for (const type of ['script', 'stylesheet', 'font'] as const)
      expect(weight[type], type).toBeGreaterThan(0);
    expect(await bytesOf(`${shared.url}${routes[name]}`)).toBeLessThan(30 * kilobyte);
  });

  test('the map of an entry comes when the reader comes to it', async ({ visit, routes }) => {
    const page = await visit(routes['thin entry'], { width: 390 });
    expect(await page.locator('.leaflet-container').count()).toBe(0);
    expect(excess(await weigh(page), most)).toEqual([]);
    await page.locator('.fond-de-carte').scrollIntoViewIfNeeded();
    await page.locator('.leaflet-container').waitFor();
    await page.waitForLoadState('networkidle');
    const weight = await weigh(page);
    expect(weight.outlines).toBeGreaterThan(0);
    expect(excess(weight, { ...most, script: scriptWithMap })).toEqual([]);
  });

  test('a search needs no more script than other pages before its map comes', async ({ visit }) => {
    const page = await visit('/recherche', { width: 390 });
    expect(await page.locator('.leaflet-container').count()).toBe(0);
    expect(excess(await weigh(page), mostOfSearch)).toEqual([]);
  });

  test('groups of the map are light and few', async ({ visit }) => {
    const page = await visit('/recherche');
    await page.locator('.repere').first().waitFor();
    const asked = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/api/v1/clusters')),
    );
    expect(asked.length).toBeGreaterThan(0);
    for (const url of asked) expect(await bytesOf(url), url).toBeLessThan(25 * kilobyte);
    expect(await page.locator('.repere').count()).toBeLessThanOrEqual(150);
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
        const answer = await page.goto(addressOf(routes[name], lang), { waitUntil: 'load' });
        expect(answer?.headers()['content-security-policy'], name).toContain("default-src 'self'");
      }
    }
  });
});
