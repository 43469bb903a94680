import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const hitsOf = (page: Page) => page.getByRole('region', { name: 'Liste des résultats' }).getByRole('article');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const countOf = async (page: Page) => Number(/\d+/.exec((await heading(page).textContent()) ?? '')?.[0]);

describe.each(['on', 'off'] as const)('with scripts %s', (script) => {
  test('three actions lead from the question on the home page to an entry', async ({ visit }) => {
    const page = await visit('/', { script });
    await page.getByLabel('Mots-clés').fill('garage');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.waitForURL(/\/recherche\?q=garage/);
    expect(await hitsOf(page).count()).toBeGreaterThan(1);
    const link = hitsOf(page).first().getByRole('link');
    const title = await link.textContent();
    await link.click();
    await page.waitForURL(/\/(fiche|solution)\/[a-z2-7]{12}-/);
    expect(await heading(page).textContent()).toBe(title);
  });

  test('pages of results follow one another and show each entry once', async ({ visit }) => {
    const page = await visit('/recherche', { script });
    const first = await hitsOf(page).getByRole('heading').allTextContents();
    await page.getByRole('link', { name: 'Suivante' }).click();
    await page.waitForURL(/page=2/);
    await page.locator('a[aria-current="page"]', { hasText: '2' }).waitFor();
    const second = await hitsOf(page).getByRole('heading').allTextContents();
    expect(second.length).toBeGreaterThan(0);
    expect(second).not.toEqual(first);
  });

  test('a search that finds nothing says how many there would be without each filter', async ({ visit }) => {
    const page = await visit('/recherche?q=xylophone&theme=EMP', { script });
    expect(await heading(page).textContent()).toContain('Aucune fiche');
    await page.getByRole('link', { name: 'sans « xylophone »' }).click();
    await page.waitForURL(/recherche\?theme=EMP/);
    await hitsOf(page).first().waitFor();
    expect(await countOf(page)).toBeGreaterThan(0);
  });
});

describe.each(['on', 'off'] as const)('a sentence, with scripts %s', (script) => {
  test('is offered what it may mean: a filter that narrows, a solution that opens', async ({
    visit,
    routes,
  }) => {
    const page = await visit(routes['results for a sentence'], { script });
    const all = await countOf(page);
    const leads = page.getByRole('list', { name: 'Vous cherchez peut-être' });
    const filter = leads.getByRole('link', { name: /fiches?$/ }).first();
    const left = Number(/(\d+) fiches?$/.exec((await filter.textContent()) ?? '')?.[1]);
    expect(left).toBeLessThan(all);
    await filter.click();
    await page.waitForURL(/q=je.*&(theme|audience|sdg)=/);
    await expect.poll(() => countOf(page)).toBe(left);
    await page.goBack();
    await leads.getByRole('link', { name: 'Garage solidaire Solution' }).click();
    await page.waitForURL(/\/solution\//);
    expect(await heading(page).textContent()).toBe('Garage solidaire');
  });
});

describe('facets', () => {
  test('a box that is checked narrows at once, and its own facet keeps its other values', async ({
    visit,
  }) => {
    const page = await visit('/recherche');
    const all = await countOf(page);
    const themes = page.getByRole('group', { name: 'Thème' });
    const labels = await themes.getByRole('checkbox').count();
    await themes.getByRole('checkbox', { name: /^Alimentation/ }).check();
    await page.waitForURL(/theme=ALI/);
    await page.getByRole('link', { name: 'Alimentation, retirer ce filtre' }).waitFor();
    const some = await countOf(page);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(await themes.getByRole('checkbox').count()).toBeGreaterThanOrEqual(labels);
    await themes.getByRole('checkbox', { name: /^Mobilité/ }).check();
    await page.waitForURL(/theme=ALI&theme=MOB/);
    await page.getByRole('link', { name: 'Mobilité, retirer ce filtre' }).waitFor();
    expect(await countOf(page)).toBeGreaterThan(some);
  });

  test('the focus stays on the box, and the number found is said once', async ({ visit }) => {
    const page = await visit('/recherche');
    const box = page.getByRole('group', { name: 'Thème' }).getByRole('checkbox', { name: /^Alimentation/ });
    await box.focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/theme=ALI/);
    await page
      .getByRole('status')
      .filter({ hasText: `${String(await countOf(page))} fiches trouvées` })
      .waitFor({ state: 'attached' });
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('without script the filters are a form that asks by its address', async ({ visit }) => {
    const page = await visit('/recherche?q=atelier', { script: 'off' });
    const all = await countOf(page);
    const kinds = page.getByRole('group', { name: 'Nature' }).getByRole('checkbox');
    const before = await kinds.count();
    expect(before).toBeGreaterThan(1);
    await page
      .getByRole('group', { name: 'Nature' })
      .getByRole('checkbox', { name: /^Innovation/ })
      .check();
    await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
    await page.waitForURL(/kind=innovation/);
    expect(new URL(page.url()).searchParams.get('q')).toBe('atelier');
    expect(await countOf(page)).toBeLessThanOrEqual(all);
    expect(await kinds.count()).toBe(before);
  });

  test('a filter that is removed by its chip leaves the others', async ({ visit }) => {
    const page = await visit('/recherche?theme=ALI&kind=innovation');
    await page.getByRole('link', { name: 'Alimentation, retirer ce filtre' }).click();
    await page.waitForURL((url) => !url.search.includes('theme'));
    expect(new URL(page.url()).search).toBe('?kind=innovation');
  });

  test('an unknown value is named, left out, and empties nothing', async ({ visit }) => {
    const page = await visit('/recherche?theme=NIMPORTE&kind=innovation', { script: 'off' });
    expect(await page.getByText('Filtre inconnu, retiré : NIMPORTE.').isVisible()).toBe(true);
    expect(await countOf(page)).toBeGreaterThan(0);
  });

  test('an unknown parameter changes nothing', async ({ visit }) => {
    const page = await visit('/recherche?utm_source=lettre', { script: 'off' });
    expect(await page.locator('.note').count()).toBe(0);
    expect(await countOf(page)).toBeGreaterThan(100);
  });
});
