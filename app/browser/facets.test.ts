import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const territories = (page: Page) => page.getByRole('group', { name: 'Territoire' });
const field = (page: Page) => page.getByRole('searchbox', { name: 'Chercher dans « Territoire »' });

describe('a search inside a facet', () => {
  test('finds values of every level as one types, says how many, and keeps what is chosen', async ({
    visit,
  }) => {
    const page = await visit('/recherche?territory=departement-23');
    await field(page).fill('CLERMONT');
    const status = territories(page).getByRole('status');
    await status.filter({ hasText: /valeurs? trouvées?/ }).waitFor();
    const boxes = territories(page).getByRole('checkbox');
    expect(await boxes.first().isChecked()).toBe(true);
    const match = territories(page)
      .getByRole('checkbox', { name: /^Clermont-Ferrand/ })
      .first();
    const value = (await match.getAttribute('value')) ?? '';
    expect(value).toMatch(/^commune-/);
    await match.focus();
    await page.keyboard.press('Space');
    await page.waitForURL((url) => url.searchParams.getAll('territory').length === 2);
    expect(new URL(page.url()).searchParams.getAll('territory').sort()).toEqual([value, 'departement-23']);
    expect(new URL(page.url()).search).not.toContain('in_');
    expect(await field(page).inputValue()).toBe('CLERMONT');
    await field(page).fill('xyz');
    await status.filter({ hasText: 'Aucune valeur' }).waitFor();
  });

  test('is a form where there is no script', async ({ visit }) => {
    const page = await visit('/recherche?kind=innovation', { script: 'off' });
    await field(page).fill('creu');
    await territories(page).getByRole('button', { name: 'Rechercher' }).click();
    await page.waitForURL(/in_territory=creu/);
    const boxes = territories(page).getByRole('checkbox');
    expect(await boxes.count()).toBeGreaterThan(0);
    await territories(page)
      .getByRole('checkbox', { name: /^Creuse/ })
      .check();
    await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
    await page.waitForURL(/territory=departement-23/);
    expect(new URL(page.url()).searchParams.getAll('kind')).toEqual(['innovation']);
    expect(await page.getByRole('link', { name: 'Creuse, retirer ce filtre' }).count()).toBe(1);
  });
});

describe('the plot of years', () => {
  const plot = (page: Page) => page.getByRole('group', { name: 'Année de début' });

  test.for(['on', 'off'] as const)(
    'narrows to the years of a bar, opens them, and is left by the same bar, with scripts %s',
    async (script, { visit }) => {
      const page = await visit('/recherche', { script });
      const bar = plot(page).getByRole('link').first();
      const [, from, to] = /^(\d{4})(?:–(\d{4}))?/.exec((await bar.textContent()) ?? '') ?? [];
      const counts = await plot(page).getByRole('link').count();
      await bar.click();
      await page.waitForURL(/year_max=/);
      const address = new URL(page.url()).searchParams;
      expect([address.get('year_min'), address.get('year_max')]).toEqual([from, to ?? from]);
      await page.getByRole('link', { name: `Depuis ${from ?? ''}, retirer ce filtre` }).waitFor();
      const chosen = plot(page).locator('a[aria-current]');
      expect(await chosen.count()).toBe(1);
      expect(await plot(page).getByRole('link').count()).toBeGreaterThan(counts - 1);
      await chosen.click();
      await page.waitForURL((url) => !url.search.includes('year'));
    },
  );

  test('is asked by typing years too', async ({ visit }) => {
    const page = await visit('/recherche?kind=innovation');
    await plot(page).getByLabel('Depuis').fill('2020');
    await page.keyboard.press('Enter');
    await page.waitForURL(/year_min=2020/);
    expect(new URL(page.url()).search).toBe('?kind=innovation&year_min=2020');
  });
});
