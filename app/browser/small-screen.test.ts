import { describe, expect } from 'vitest';
import { routeNames } from './routes.ts';
import { test } from './visit.ts';

describe('on a phone', () => {
  test('the filters open in a dialog that counts while one chooses', async ({ visit }) => {
    const page = await visit('/recherche', { width: 390 });
    await page.getByRole('button', { name: 'Filtres' }).click();
    const dialog = page.getByRole('dialog', { name: 'Filtres' });
    const see = dialog.getByRole('button', { name: /^Voir \d+ fiches$/ });
    const before = await see.textContent();
    await dialog.getByRole('checkbox', { name: /^Alimentation/ }).check();
    await page.waitForURL(/theme=ALI/);
    await expect.poll(() => see.textContent()).not.toBe(before);
    expect(await dialog.isVisible()).toBe(true);
    const promised = /\d+/.exec((await see.textContent()) ?? '')?.[0] ?? 'a number';
    await see.click();
    expect(await dialog.isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(promised);
    expect(await page.getByRole('button', { name: 'Filtres (1)' }).isVisible()).toBe(true);
  });

  test('without script the filters unfold in the page', async ({ visit }) => {
    const page = await visit('/recherche', { width: 390, script: 'off' });
    await page.getByText('Filtres', { exact: true }).first().click();
    await page.getByRole('checkbox', { name: /^Alimentation/ }).check();
    await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
    await page.waitForURL(/theme=ALI/);
  });

  test('no page scrolls sideways at 320 px', async ({ visit, routes }) => {
    const wide: string[] = [];
    const page = await visit('/', { width: 320 });
    for (const name of routeNames) {
      await page.goto(routes[name]);
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (excess > 0) wide.push(`${name}: ${String(excess)} px too wide`);
    }
    expect(wide).toEqual([]);
  });
});
