import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { routeNames } from './routes.ts';
import { addressOf, test } from './visit.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe finds wrong with a page as it stands, each as one line. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(
    (values) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      }),
    tags,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Looks of which each language has one on a large screen and one on a small one, so that every look is seen. */
const looks = {
  fr: [
    { width: 1280, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
  ],
  en: [
    { width: 1280, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
  ],
} as const;

/** The faults of an open page in each look of its language. */
async function faultsInLooks(page: Page, lang: 'fr' | 'en'): Promise<string[]> {
  await page.evaluate(axe);
  const faults: string[] = [];
  for (const { width, colorScheme } of looks[lang]) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const found = await faultsOf(page);
    faults.push(...found.map((fault) => `${String(width)} px, ${colorScheme}: ${fault}`));
  }
  return faults;
}

describe.each(['fr', 'en'] as const)('axe finds nothing wrong in %s', (lang) => {
  test('on a page of each kind', async ({ visit, routes }) => {
    const page = await visit('/', { lang });
    const faults: string[] = [];
    for (const name of routeNames) {
      await page.goto(addressOf(routes[name], lang), { waitUntil: 'networkidle' });
      const found = await faultsInLooks(page, lang);
      faults.push(...found.map((fault) => `${name}, ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  test('in an open dialog of filters, an open popup and an answer of the console', async ({ visit }) => {
    const filters = await visit('/recherche', { lang, width: 390 });
    await filters.getByRole('button', { name: /^(Filtres|Filters)$/ }).click();
    await filters.evaluate(axe);
    expect(await faultsOf(filters)).toEqual([]);
    const popup = await visit('/recherche?q=garage', { lang });
    await popup.locator('.repere:has(.point)').first().focus();
    await popup.keyboard.press('Enter');
    await popup.locator('.leaflet-popup').waitFor();
    await popup.evaluate(axe);
    expect(await faultsOf(popup)).toEqual([]);
    const asked = await visit('/sparql', { lang });
    await asked.getByRole('button', { name: /^(Exécuter|Run)/ }).click();
    await asked.getByRole('table').waitFor();
    expect(await faultsInLooks(asked, lang)).toEqual([]);
  });
});

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });

describe('with the keyboard alone', () => {
  test('one finds and opens an entry', async ({ visit }) => {
    const page = await visit('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('garage');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/recherche\?q=garage/);
    const first = page.getByRole('article').first().getByRole('link');
    const title = await first.textContent();
    for (let press = 0; press < 60 && (await focused(page)) !== title; press += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(fiche|solution)\//);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  });

  test('one can pass the map', async ({ visit }) => {
    const page = await visit('/recherche?q=garage');
    await page.getByRole('link', { name: 'Passer la carte' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('footer') !== null)).toBe(true);
  });

  test('the dialog of filters opens, keeps the focus inside and gives it back', async ({ visit }) => {
    const page = await visit('/recherche', { width: 390 });
    const opener = page.getByRole('button', { name: 'Filtres' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Filtres' });
    await dialog.waitFor();
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Filtres');
  });

  test('whatever has the focus shows it, and stands clear of the bar of a small screen', async ({
    visit,
  }) => {
    const page = await visit('/recherche', { width: 390 });
    const hidden: string[] = [];
    for (let press = 0; press < 30; press += 1) {
      await page.keyboard.press('Tab');
      const fault = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return 'no outline';
        const bar = document.querySelector('.barre')?.getBoundingClientRect();
        const box = element.getBoundingClientRect();
        const isInBar = element.closest('.barre') !== null;
        return bar !== undefined && !isInBar && box.top >= bar.top && box.height > 0
          ? 'under the bar'
          : undefined;
      });
      if (fault !== undefined) hidden.push(`${await focused(page)}: ${fault}`);
    }
    expect(hidden).toEqual([]);
  });
});
