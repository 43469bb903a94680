import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const numberOf = (text: string | null): number => Number(/\d+/.exec(text ?? '')?.[0]);

describe('themes', () => {
  test.for(['on', 'off'] as const)(
    'lead from home to a theme, a narrower one, its solutions and its search, with scripts %s',
    async (script, { visit }) => {
      const page = await visit('/', { script });
      const heading = page.getByRole('heading', { level: 1 });
      await page.getByRole('link', { name: 'Tous les thèmes' }).click();
      await page.waitForURL(/\/themes$/);
      await page.getByRole('heading', { name: 'Alimentation' }).getByRole('link').click();
      await page.waitForURL(/\/theme\/ALI-alimentation$/);
      expect(await heading.textContent()).toBe('Alimentation');
      const all = numberOf(
        await page
          .getByRole('link', { name: /^Voir \d+ fiches$/ })
          .first()
          .textContent(),
      );
      await page.getByRole('link', { name: /^Jardins partagés/ }).click();
      await page.waitForURL(/\/theme\/ALI-JAR-jardins-partages$/);
      const solutions = page.getByRole('region', { name: 'Quelles solutions existent ?' });
      expect(await solutions.getByRole('link', { name: 'Jardin partagé' }).count()).toBe(1);
      const link = page.getByRole('link', { name: /^Voir \d+ fiches?$/ }).first();
      const some = numberOf(await link.textContent());
      expect(some).toBeLessThan(all);
      await link.click();
      await page.waitForURL(/\/recherche\?theme=ALI-JAR$/);
      expect(numberOf(await heading.textContent())).toBe(some);
    },
  );

  test('have a map that the list beside it tells too', async ({ visit }) => {
    const page = await visit('/theme/ALI-alimentation', { script: 'off' });
    const where = page.getByRole('region', { name: 'Sur quels territoires ?' });
    const drawn = where.getByRole('img', { name: 'Carte de France par département.' }).locator('use');
    expect(await drawn.count()).toBe(96);
    const shaded = await drawn.evaluateAll((all) => all.filter((one) => !one.matches('.ton0')).length);
    expect(shaded).toBeGreaterThan(0);
    await where.getByText('Tous les départements').click();
    expect(await where.getByRole('link').count()).toBeGreaterThanOrEqual(shaded);
    expect(await where.textContent()).toMatch(/\d+ départements? (a|ont) au moins une fiche/);
    const box = await drawn.first().boundingBox();
    expect(box?.width).toBeGreaterThan(5);
  });

  test('are found by their code, whatever words follow it', async ({ shared }) => {
    const follow = async (path: string) => {
      const { status, headers } = await fetch(shared.url + path, { redirect: 'manual' });
      return [status, headers.get('location')];
    };
    expect(await follow('/theme/ALI')).toEqual([301, '/theme/ALI-alimentation']);
    expect(await follow('/en/theme/ALI-food?a=b')).toEqual([301, '/en/theme/ALI-alimentation?a=b']);
    expect(await follow('/theme/ALI-alimentation')).toEqual([200, null]);
    expect((await fetch(`${shared.url}/theme/XYZ-alimentation`)).status).toBe(404);
  });

  test('that do not exist lead to those that may be meant', async ({ visit }) => {
    const page = await visit('/theme/XYZ-alimentation', { script: 'off', lang: 'en' });
    expect(await page.getByText('No theme has this address.').count()).toBe(1);
    await page.getByRole('link', { name: 'Food', exact: true }).click();
    await page.waitForURL(/\/en\/theme\/ALI-alimentation$/);
  });

  test('say in a header and on their page where the data of the concept is', async ({ visit, shared }) => {
    const page = await visit('/theme/ALI-alimentation', { script: 'off' });
    const href = await page.getByRole('link', { name: 'Turtle', exact: true }).getAttribute('href');
    expect(href).toBe('/concept/theme/ALI.ttl');
    const answer = await fetch(`${shared.url}/theme/ALI-alimentation`);
    expect(answer.headers.get('link')).toContain('</concept/theme/ALI.ttl>; rel="alternate"');
    await page.getByRole('link', { name: 'Ce thème dans le vocabulaire commun' }).click();
    await page.waitForURL(/\/concept\/theme\/ALI$/);
    await page.getByRole('link', { name: /^La page de ce thème/ }).click();
    await page.waitForURL(/\/theme\/ALI-alimentation$/);
  });
});
