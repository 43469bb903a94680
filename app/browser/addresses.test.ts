import { describe, expect } from 'vitest';
import { routeNames } from './routes.ts';
import { addressOf, test } from './visit.ts';

describe('languages', () => {
  test('changing the language keeps what the address means', async ({ visit }) => {
    const page = await visit('/recherche?q=jardin&theme=ALI&view=tableau');
    const french = await page.getByRole('row').count();
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL('**/en/recherche?q=jardin&theme=ALI&view=tableau');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('row').count()).toBe(french);
    await page.getByRole('link', { name: 'Français' }).click();
    await page.waitForURL((url) => url.pathname === '/recherche');
  });

  test('an entry keeps its address in the other language', async ({ visit, routes }) => {
    const page = await visit(routes['full entry']);
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL(`**/en${routes['full entry']}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  });

  test('every public page names itself in both languages', async ({ shared, routes }) => {
    for (const name of routeNames) {
      const path = routes[name];
      const answer = await fetch(shared.url + path, { headers: { accept: 'text/html' } });
      if (answer.status !== 200) continue;
      const html = await answer.text();
      const alternates = Object.fromEntries(
        [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
          ([, tag = '', href = '']) => [tag, href.replaceAll('&amp;', '&')],
        ),
      );
      expect(Object.keys(alternates).sort(), name).toEqual(['en', 'fr', 'x-default']);
      expect(alternates['x-default'], name).toBe(alternates['fr']);
      const [fr, en] = [new URL(alternates['fr'] ?? ''), new URL(alternates['en'] ?? '')];
      expect(en.pathname + en.search, name).toBe(addressOf(fr.pathname + fr.search, 'en'));
      expect(html, name).toContain('<html lang="fr"');
    }
  });
});

describe('what an address no longer or never was', () => {
  test('an unknown entry is a 404 with a search of its words', async ({ visit, shared }) => {
    const path = '/fiche/aaaaaaaaaaaa-jardin-partage';
    expect((await fetch(shared.url + path)).status).toBe(404);
    const page = await visit(path);
    expect(await page.getByLabel('Mots-clés').inputValue()).toBe('jardin partage');
    await page.getByRole('button', { name: 'Rechercher' }).click();
    await page.waitForURL(/\/recherche\?q=jardin/);
  });

  test('an unknown page is a 404 in the language of its address', async ({ shared }) => {
    const answer = await fetch(`${shared.url}/en/nowhere`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('This page does not exist');
  });

  test('an erased entry is a 410 that says when', async ({ visit, shared }) => {
    const path = `/fiche/${shared.erased}-la-bascule`;
    expect((await fetch(shared.url + path)).status).toBe(410);
    const page = await visit(path);
    expect(await page.getByText('Elle a été effacée le 24 novembre 2026').isVisible()).toBe(true);
  });

  test('a merged entry and a wrong slug lead to the entry’s one address, with what was asked', async ({
    shared,
    routes,
  }) => {
    const follow = async (path: string) => {
      const { status, headers } = await fetch(shared.url + path, { redirect: 'manual' });
      return { status, location: headers.get('location') };
    };
    const merged = await follow(`/en/fiche/${shared.merged}-ancien-nom`);
    expect(merged.status).toBe(301);
    expect(merged.location).toMatch(/\/en\/fiche\/[a-z2-7]{12}-/);
    const path = routes['full entry'];
    const wrong = await follow(`${path.slice(0, '/fiche/'.length + 12)}-faux-nom`);
    expect(wrong.status).toBe(301);
    expect(wrong.location).toMatch(new RegExp(`${path}$`));
  });
});

describe('data', () => {
  test('every syntax that an entry offers answers with that syntax', async ({ visit, shared, routes }) => {
    const page = await visit(routes['full entry'], { script: 'off' });
    const types: Readonly<Record<string, RegExp>> = {
      'JSON-LD': /application\/ld\+json/,
      Turtle: /text\/turtle/,
      'N-Triples': /application\/n-triples/,
      'RDF/XML': /application\/rdf\+xml/,
    };
    for (const [name, type] of Object.entries(types)) {
      const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const answer = await fetch(new URL(href ?? '', shared.url));
      expect(answer.status, name).toBe(200);
      expect(answer.headers.get('content-type'), name).toMatch(type);
    }
  });

  test('no link of a page of ours leads nowhere', async ({ visit, shared, routes }) => {
    const asked = new Map<string, string>();
    const page = await visit('/', { script: 'off' });
    for (const name of [
      'home',
      'results for words',
      'full entry',
      'organisation',
      'themes',
      'theme',
      'sources',
      'source',
      'API',
    ] as const) {
      await page.goto(routes[name]);
      const links = await page
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      for (const link of links)
        if (link.startsWith(`${shared.url}/`)) asked.set(link.split('#')[0] ?? '', name);
    }
    const broken: string[] = [];
    for (const [link, name] of asked) {
      const { status } = await fetch(link, { method: 'HEAD' });
      if (status >= 400) broken.push(`${name}: ${link} answers ${String(status)}`);
    }
    expect(broken).toEqual([]);
  });

  test('the console runs a question and shows its rows', async ({ visit }) => {
    const page = await visit('/sparql');
    await page.getByRole('button', { name: 'Exécuter' }).click();
    await page.getByRole('columnheader', { name: 'name' }).waitFor();
    expect(await page.getByRole('row').count()).toBeGreaterThan(20);
  });
});
