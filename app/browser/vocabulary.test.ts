import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const headings = [
  'Que peut-on décrire ?',
  'Comment tout cela se tient-il ?',
  'Dans quelles listes choisit-on ?',
];

describe('the vocabulary for people', () => {
  test('shows a diagram that is also told in words, and where every IRI leads', async ({ visit }) => {
    const page = await visit('/ns', { script: 'off' });
    for (const name of headings) expect(await page.getByRole('heading', { name }).count(), name).toBe(1);
    const diagram = page.getByRole('img', { name: 'Ce à quoi mène : Innovation sociale' });
    expect(await diagram.locator('desc').textContent()).toContain('porteur');
    expect(await page.locator('[id="carrier"]').count()).toBe(1);
  });

  test('leads from a term to its class, its example and its data', async ({ visit, shared }) => {
    const page = await visit('/ns/carrier', { script: 'off' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('porteur');
    expect(await page.locator('pre').textContent()).toContain('car:carrier');
    await page.getByRole('link', { name: 'Innovation sociale' }).first().click();
    await page.waitForURL(/\/ns\/Innovation$/);
    const href = await page.getByRole('link', { name: 'Turtle', exact: true }).getAttribute('href');
    const answer = await fetch(new URL(href ?? '', shared.url));
    expect(answer.headers.get('content-type')).toContain('text/turtle');
  });

  test('leads from a concept to its entries, and counts them as the search does', async ({ visit }) => {
    const page = await visit('/concept/theme/ALI', { script: 'off' });
    const link = page.getByRole('link', { name: /^Voir \d+ fiches?$/ });
    const [count] = /\d+/.exec((await link.textContent()) ?? '') ?? [];
    await link.click();
    await page.waitForURL(/\/recherche\?theme=ALI$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(String(count));
  });

  test('says in a header of its pages where the data is', async ({ shared }) => {
    for (const path of ['/ns', '/en/ns/Innovation', '/concept/theme', '/concept/sdg/1']) {
      const answer = await fetch(shared.url + path, { headers: { accept: 'text/html' } });
      const turtle = `<${path.replace('/en', '')}.ttl>; rel="alternate"; type="text/turtle"`;
      expect(answer.headers.get('link'), path).toContain(turtle);
      expect(answer.headers.get('vary'), path).toContain('Accept');
    }
  });

  test('proposes what may be meant where nothing stands', async ({ visit, shared }) => {
    const page = await visit('/ns/Inovation', { script: 'off', lang: 'en' });
    await page.getByRole('link', { name: 'Social innovation' }).click();
    await page.waitForURL(/\/en\/ns\/Innovation$/);
    const lost = await fetch(`${shared.url}/ns/Inovation`, { headers: { accept: 'text/html' } });
    expect([lost.status, lost.headers.get('content-type')]).toEqual([404, 'text/html']);
  });
});
