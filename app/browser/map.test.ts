import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const mapOf = (page: Page) => page.getByRole('region', { name: 'Carte des résultats' }).last();
const markersOf = (page: Page) => mapOf(page).locator('.repere');
const loneMarkers = (page: Page) => mapOf(page).locator('.repere:has(.point)');

async function pan(page: Page): Promise<void> {
  const box = await mapOf(page).boundingBox();
  if (box === null) throw new Error('The map has no size.');
  const [x, y] = [box.x + box.width / 2 - 60, box.y + box.height / 2 + 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 90, y - 60, { steps: 5 });
  await page.mouse.up();
}

describe('the map of results', () => {
  test('shows all matches as buttons that have a name', async ({ visit }) => {
    const page = await visit('/recherche');
    await markersOf(page).first().waitFor();
    const markers = await markersOf(page).evaluateAll((elements) =>
      elements.map((element) => ({
        role: element.getAttribute('role'),
        name: element.getAttribute('aria-label') ?? '',
        shown: element.textContent,
      })),
    );
    expect(markers.length).toBeGreaterThan(5);
    for (const { role, name, shown } of markers) {
      expect(role).toBe('button');
      expect(name).not.toBe('');
      expect(name.startsWith(shown)).toBe(true);
    }
  });

  test('its markers are large enough to touch and never cover one another', async ({ visit }) => {
    for (const width of [1280, 390] as const) {
      const page = await visit('/recherche?view=carte', { width });
      await markersOf(page).first().waitFor();
      const circles = await markersOf(page).evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width: size } = element.getBoundingClientRect();
          return { x: x + size / 2, y: y + size / 2, size };
        }),
      );
      const covered = circles.flatMap((a, index) =>
        circles.slice(index + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < (a.size + b.size) / 2),
      );
      expect(covered).toEqual([]);
      expect(circles.filter(({ size }) => size < 24)).toEqual([]);
    }
  });

  test('a marker opens a popup whose first item is the link, and gets the focus back', async ({ visit }) => {
    const page = await visit('/recherche?q=garage');
    const marker = loneMarkers(page).first();
    await marker.waitFor();
    const name = await marker.getAttribute('aria-label');
    await marker.focus();
    await page.keyboard.press('Enter');
    const popup = mapOf(page).locator('.leaflet-popup');
    const first = popup.locator('a, button').first();
    expect(await first.textContent()).toBe(name);
    expect(await first.getAttribute('href')).toMatch(/^\/fiche\/[a-z2-7]{12}-/);
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await popup.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);
  });

  test('“Rechercher ici” comes after a pan only, and narrows the search to what is in view', async ({
    visit,
  }) => {
    const page = await visit('/recherche');
    await markersOf(page).first().waitFor();
    const here = page.getByRole('button', { name: 'Rechercher ici' });
    expect(await here.count()).toBe(0);
    await pan(page);
    await here.click();
    await page.waitForURL(/bbox=/);
    await page.getByRole('link', { name: 'Zone de la carte, retirer ce filtre' }).waitFor();
    expect(await page.getByRole('article').count()).toBeGreaterThan(0);
  });

  test('an entry that the reader points at is ringed on the map', async ({ visit }) => {
    const page = await visit('/recherche?q=garage');
    await loneMarkers(page).first().waitFor();
    await page.getByRole('article').filter({ hasText: 'Innovation' }).first().hover();
    await mapOf(page).locator('.anneau').first().waitFor({ state: 'attached' });
  });

  test('without script, counts by territory stand in its place', async ({ visit }) => {
    const page = await visit('/recherche', { script: 'off' });
    const territories = page.locator('.carte-des-resultats noscript li');
    expect(await territories.count()).toBeGreaterThan(10);
    await territories.getByRole('link', { name: 'Creuse' }).click();
    await page.waitForURL(/territory=departement-23/);
  });
});
