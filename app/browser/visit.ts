import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, inject, test as plain } from 'vitest';
import { findRoutes, type Routes } from './routes.ts';
import type { Shared } from './setup.ts';

/** How a page is looked at; a large light screen with scripts unless told. */
export interface Look {
  readonly width?: 320 | 390 | 1280;
  readonly scheme?: 'light' | 'dark';
  readonly script?: 'on' | 'off';
  readonly lang?: 'fr' | 'en';
}

/** Opens the page of a path as a new visitor; the path is the French one. */
export type Visit = (path: string, look?: Look) => Promise<Page>;

let browser: Promise<Browser> | undefined;
let found: Promise<Routes> | undefined;

/** The address of a path in a language: English is the same path under `/en`. */
export function addressOf(path: string, lang: 'fr' | 'en' = 'fr'): string {
  if (lang === 'fr') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

/**
 * A test with visits. On every page that it visits, and whatever else it asks: no request goes to another host, no
 * content security policy is violated, no script fails. Without a browser it is skipped, or fails where `CI` is true.
 */
export const test = plain.extend<{ shared: Shared; routes: Routes; visit: Visit }>({
  shared: async ({ skip }, use) => {
    const ground = inject('ground');
    if (!('absent' in ground)) {
      await use(ground);
      return;
    }
    if (process.env['CI'] === 'true') throw new Error(ground.absent);
    skip(`skipped: ${ground.absent}`);
  },
  routes: async ({ shared }, use) => {
    found ??= findRoutes(shared);
    await use(await found);
  },
  visit: async ({ shared }, use) => {
    browser ??= chromium.connect(shared.endpoint);
    const running = await browser;
    const faults: string[] = [];
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (path, { width = 1280, scheme = 'light', script = 'on', lang = 'fr' } = {}) => {
      const context = await running.newContext({
        baseURL: shared.url,
        colorScheme: scheme,
        javaScriptEnabled: script === 'on',
        viewport: { width, height: width === 1280 ? 900 : 844 },
        hasTouch: width !== 1280,
        reducedMotion: 'reduce',
      });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, { host: new URL(shared.url).host, faults });
      await page.goto(addressOf(path, lang));
      if (script === 'on') await page.waitForLoadState('networkidle');
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults).toEqual([]);
  },
});

function watch(page: Page, { host, faults }: { host: string; faults: string[] }): void {
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host)
      faults.push(`request to another host: ${url.href}`);
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => {
    faults.push(`script failed on ${page.url()}: ${error.message}`);
  });
}
