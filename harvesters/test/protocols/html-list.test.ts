import { writtenIri } from '@carrefour/ontology';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSafeFetch } from '../../src/fetch/safe-fetch.ts';
import type { RawRecord } from '../../src/protocol.ts';
import { htmlList } from '../../src/protocols/html-list.ts';
import { openSite, type Answer, type LoopbackSite } from '../loopback-site.ts';
import { describeProtocolContract } from './protocol.contract.ts';

const fields = {
  titre: { css: 'h2' },
  ville: { css: '.ville' },
  resume: { css: '.chapeau', in: 'page' },
  themes: { xpath: '//ul[@class="themes"]/li/text()', all: true },
};

describeProtocolContract({
  name: 'html-list',
  site: {
    '/liste.html': 'liste.html',
    '/liste.html?page=2': 'liste-2.html',
    '/fiches/atelier-velo.html': 'atelier-velo.html',
    '/fiches/jardin.html': 'jardin.html',
    '/fiches/epicerie.html': 'epicerie.html',
  },
  options: (url) => ({
    url,
    items: { css: 'li.fiche' },
    next: { css: 'a[rel=next]' },
    follow: { css: 'h2 a' },
    fields,
  }),
  records: 3,
  failed: 1,
  pages: 5,
  local: { content: 'seule.html', records: 1, failed: 1 },
});

describe('html-list', () => {
  let site: LoopbackSite;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  const html = (body: string): Answer => ({ type: 'text/html', body: `<!doctype html><body>${body}</body>` });
  const jsonAnswer = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) });

  async function harvest(options: Record<string, unknown>, maxPages = 50): Promise<RawRecord[]> {
    const limits = { minDelay: 0, maxRetries: 0 };
    const fetch = createSafeFetch({ allow: [site.host], contact: 'https://example.org/', limits });
    const context = {
      fetch,
      folder: import.meta.dirname,
      signal: new AbortController().signal,
      maxPages,
      writtenIri,
    };
    const outcomes: RawRecord[] = [];
    for await (const one of htmlList.list(htmlList.options.parse(options), context)) outcomes.push(one);
    return outcomes;
  }
  const payloads = (outcomes: readonly RawRecord[]) =>
    outcomes.flatMap((one) => (one.outcome === 'record' ? [one.payload] : []));

  test('several list pages, everything on them: fields by XPath within the item and beside it', async () => {
    const row = (name: string) =>
      `<tr class="odd"><td>${name}</td><td>Santé</td></tr><tr><td><p>Dit de ${name}.</p><a href="x/${name}">site</a></td></tr>`;
    site.answers.set('/a', html(`<table>${row('Un')}${row('Deux')}</table>`));
    site.answers.set('/b', html(`<table>${row('Trois')}</table>`));
    const outcomes = await harvest({
      url: [`${site.origin}/a`, `${site.origin}/b#haut`],
      items: { xpath: '//table/tr[contains (@class, "odd")]' },
      fields: {
        titre: { xpath: './td[1]/text()' },
        resume: { xpath: './following-sibling::tr[1]//p/text()' },
        site: { xpath: './following-sibling::tr[1]//a/@href' },
      },
    });
    expect(payloads(outcomes)).toEqual([
      { titre: 'Un', resume: 'Dit de Un.', site: `${site.origin}/x/Un`, _page: `${site.origin}/a` },
      { titre: 'Deux', resume: 'Dit de Deux.', site: `${site.origin}/x/Deux`, _page: `${site.origin}/a` },
      { titre: 'Trois', resume: 'Dit de Trois.', site: `${site.origin}/x/Trois`, _page: `${site.origin}/b` },
    ]);
  });

  test('next pages and followed pages: item first, then page; from the root of the page; a text worked out', async () => {
    site.answers.set(
      '/liste?p=1',
      html('<article><a href="./fiche/1">Un</a></article><a title="Suivante" href="/liste?p=2">›</a>'),
    );
    site.answers.set('/liste?p=2', html('<article><a href="fiche/2">Deux</a></article>'));
    site.answers.set(
      '/fiche/1',
      html(
        `<base href="/media/"><h1>Titre</h1><p>Domaine<br>Habitat</p><i style="background-image: url('1.png')"></i><img src="b.png">`,
      ),
    );
    site.answers.set('/fiche/2', html('<h1>Deuxième</h1><i style="none"></i>'));
    const outcomes = await harvest({
      url: `${site.origin}/liste?p=1`,
      items: { xpath: '//article' },
      next: { xpath: '//a[@title="Suivante"]/@href' },
      follow: { xpath: './/a/@href' },
      fields: {
        nom: { xpath: './/a/text()' },
        titre: { xpath: './/h1/text()' },
        domaine: { xpath: '//p[contains(./text(), "Domaine")]/text()', all: true },
        fond: {
          xpath: `substring-before(substring-after(//i/@style, "background-image: url('"), "')")`,
        },
        image: { css: 'img', attr: 'src', in: 'page' },
      },
    });
    const list = `${site.origin}/liste`;
    expect(payloads(outcomes)).toEqual([
      {
        nom: 'Un',
        titre: 'Titre',
        domaine: ['Domaine', 'Habitat'],
        fond: '1.png',
        image: `${site.origin}/media/b.png`,
        _page: `${list}?p=1`,
        _url: `${site.origin}/fiche/1`,
      },
      { nom: 'Deux', titre: 'Deuxième', _page: `${list}?p=2`, _url: `${site.origin}/fiche/2` },
    ]);
  });

  test('an API whose items are JSON, with numbered pages and an address made of an id', async () => {
    site.answers.set(
      '/api?p=1',
      jsonAnswer({ total: 2, list: [{ id: 'a 1', nom: 'Un', tags: ['x', 'y'] }] }),
    );
    site.answers.set(
      '/api?p=2',
      jsonAnswer({ total: 2, list: [{ id: 'b', nom: 'Deux', lieu: { cp: 23000 } }] }),
    );
    site.answers.set('/api?p=3', jsonAnswer({ total: 2, list: [] }));
    site.answers.set('/action/a%201', html('<div class="status"><span class="value">ouvert</span></div>'));
    site.answers.set('/action/b', html('<p>rien</p>'));
    const outcomes = await harvest({
      url: `${site.origin}/api?p=1`,
      items: { json: '$.list[*]' },
      paging: { by: 'page', parameter: 'p' },
      follow: { json: '$.id', address: `${site.origin}/action/{}` },
      fields: {
        nom: { json: '$.nom', in: 'item' },
        tags: { json: '$.tags[*]', all: true, in: 'item' },
        cp: { json: '$.lieu.cp', in: 'item' },
        etat: { css: '.status .value', in: 'page' },
      },
    });
    expect(payloads(outcomes)).toMatchObject([
      { nom: 'Un', tags: ['x', 'y'], etat: 'ouvert', _url: `${site.origin}/action/a%201` },
      { nom: 'Deux', cp: 23000 },
    ]);
  });

  test('pages that lead in a circle end the pass; one that names itself as next is the last', async () => {
    site.answers.set('/1', html('<p class="i">a</p><a rel="next" href="/2">›</a>'));
    site.answers.set('/2', html('<p class="i">b</p><a rel="next" href="/1">›</a>'));
    const options = {
      url: `${site.origin}/1`,
      items: { css: '.i' },
      next: { css: '[rel=next]' },
      fields: { nom: { css: ':scope' } },
    };
    await expect(harvest(options)).rejects.toMatchObject({ code: 'endless-paging' });
    site.answers.set('/2', html('<p class="i">b</p><a rel="next" href="/2#fin">›</a>'));
    expect(payloads(await harvest(options)).map(({ nom }) => nom)).toEqual(['a', 'b']);
  });

  test('one lost page is one failure; ten in a row, or all, end the pass with their cause', async () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, at) => `<li><a href="/f/${String(at)}">n</a></li>`).join('');
    const options = {
      url: `${site.origin}/l`,
      items: { css: 'li' },
      follow: { css: 'a' },
      fields: { nom: { css: 'h1', in: 'page' } },
    };
    site.answers.set('/l', html(items(3)));
    site.answers.set('/f/1', html('<h1>Un</h1>'));
    const outcomes = await harvest(options);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'record', 'failed']);
    site.answers.set('/l', html(items(2)));
    site.answers.delete('/f/1');
    await expect(harvest(options)).rejects.toMatchObject({ name: 'FetchError', status: 404 });
    site.answers.set('/f/0', html('<h1>Zéro</h1>'));
    site.answers.set('/l', html(items(200)));
    await expect(harvest(options, 500)).rejects.toMatchObject({ name: 'FetchError', status: 404 });
    expect(site.requests.length).toBeLessThan(30);
  });

  test('selectors that would run for hours end the pass in seconds, and pages beyond all measure are not read', async () => {
    site.answers.set('/gros', html(`<p class="i">a</p>${'<b>x</b>'.repeat(5000)}`));
    const options = { url: `${site.origin}/gros`, items: { css: '.i' }, fields: { nom: { css: ':scope' } } };
    const costly = { ...options, items: { xpath: '//*[//*[//*[//b]]]' } };
    await expect(harvest(costly)).rejects.toMatchObject({
      message: expect.stringContaining('too many steps') as string,
    });
    site.answers.set('/gros', html('<div>'.repeat(5000)));
    await expect(harvest(options)).rejects.toMatchObject({
      message: expect.stringContaining('nests more than') as string,
    });
  });
});

describe('options of html-list', () => {
  const right = {
    url: 'https://example.org/liste',
    items: { css: '.i' },
    fields: { nom: { xpath: './/h2' } },
  };
  test.each([
    [{ ...right, items: { css: '.i', xpath: '//i' } }, ['items'], 'exactly one of: css, xpath, json'],
    [{ ...right, items: {} }, ['items'], 'exactly one of'],
    [{ ...right, fields: {} }, ['fields'], 'Name at least one field'],
    [{ ...right, fields: { nom: { xpath: './/h2[' } } }, ['fields', 'nom', 'xpath'], 'is not XPath 1.0'],
    [{ ...right, fields: { nom: { xpath: 'upper-case(.)' } } }, ['fields', 'nom', 'xpath'], 'upper-case'],
    [
      { ...right, fields: { nom: { xpath: `//${'a/'.repeat(600)}b` } } },
      ['fields', 'nom', 'xpath'],
      'longer than',
    ],
    [{ ...right, fields: { nom: { css: 'a:hoover' } } }, ['fields', 'nom', 'css'], 'hoover'],
    [{ ...right, fields: { nom: { css: 'h1', in: 'page' } } }, ['fields', 'nom', 'in'], 'follow'],
    [{ ...right, next: { json: '$..[' } }, ['next', 'json'], ''],
    [{ ...right, follow: { css: 'a', address: 'https://example.org/' } }, ['follow', 'address'], '{}'],
    [
      { ...right, next: { css: 'a' }, paging: { by: 'page', parameter: 'p' } },
      ['paging'],
      'either next or paging',
    ],
  ])('name the field that is wrong (%#)', (options, path, message) => {
    const { error } = htmlList.options.safeParse(options);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]).toMatchObject({ path, message: expect.stringContaining(message) as string });
  });
});
