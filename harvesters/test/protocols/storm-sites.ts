import { plainRows, workbookOf } from '../workbook.ts';
import type { Answer } from '../loopback-site.ts';
import { archiveOf } from './archive.ts';

/** What an invented partner shows in a protocol when it has the records of some ids. */
export interface StormSite {
  /** As declarations call the protocol. */
  readonly name: string;
  /** Where the pass begins. */
  readonly at: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly answers: (
    ids: readonly string[],
    origin: string,
  ) => Readonly<Record<string, Answer>> | Promise<Readonly<Record<string, Answer>>>;
  /** What an empty list means: no records, or a source that cannot be read. */
  readonly empty: 'complete' | 'refused';
}

const page = (body: string): Answer => ({ type: 'text/html', body: `<!doctype html><body>${body}</body>` });
const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) });
const plain = (body: string): Answer => ({ body });

const voc = 'https://voc.example.org/#';

/** One partner a protocol; a new protocol adds its own. */
export const stormSites: readonly StormSite[] = [
  {
    name: 'csv',
    at: '/l.csv',
    options: {},
    answers: (ids) => ({ '/l.csv': plain(['id;nom', ...ids.map((id) => `${id};n`)].join('\n')) }),
    empty: 'complete',
  },
  {
    name: 'feed',
    at: '/l.xml',
    options: {},
    answers: (ids) => ({
      '/l.xml': plain(
        `<rss><channel><title>t</title>${ids.map((id) => `<item><guid>${id}</guid></item>`).join('')}</channel></rss>`,
      ),
    }),
    empty: 'complete',
  },
  {
    name: 'geojson',
    at: '/l.geojson',
    options: {},
    answers: (ids) => ({
      '/l.geojson': json({
        type: 'FeatureCollection',
        features: ids.map((id) => ({ type: 'Feature', id, properties: {}, geometry: null })),
      }),
    }),
    empty: 'complete',
  },
  {
    name: 'html',
    at: '/sitemap.xml',
    options: { types: ['Project'] },
    answers: (ids, origin) => ({
      '/sitemap.xml': plain(
        `<urlset>${ids.map((id) => `<url><loc>${origin}/${id}</loc></url>`).join('')}</urlset>`,
      ),
      ...Object.fromEntries(
        ids.map((id) => [
          `/${id}`,
          page(`<script type="application/ld+json">{"@type":"Project","@id":"${id}"}</script>`),
        ]),
      ),
    }),
    empty: 'refused',
  },
  {
    name: 'html-list',
    at: '/l.html',
    options: { items: { css: 'li' }, fields: { id: { css: 'b' } } },
    answers: (ids) => ({ '/l.html': page(ids.map((id) => `<li><b>${id}</b></li>`).join('')) }),
    empty: 'refused',
  },
  {
    name: 'json',
    at: '/l.json',
    options: { items: '$.list[*]' },
    answers: (ids) => ({ '/l.json': json({ list: ids.map((id) => ({ id })) }) }),
    empty: 'complete',
  },
  {
    name: 'jsonld',
    at: '/l.jsonld',
    options: { class: `${voc}Lieu` },
    answers: (ids) => ({
      '/l.jsonld': {
        type: 'application/ld+json',
        body: JSON.stringify([
          { '@id': `${voc}liste`, '@type': `${voc}Liste` },
          ...ids.map((id) => ({ '@id': `${voc}${id}`, '@type': `${voc}Lieu` })),
        ]),
      },
    }),
    empty: 'complete',
  },
  {
    name: 'markdown',
    at: '/l.tar.gz',
    options: { folder: 'fiches' },
    answers: async (ids) => ({
      '/l.tar.gz': {
        body: await archiveOf({
          'depot/fiches/LISEZMOI.txt': 'x',
          ...Object.fromEntries(ids.map((id) => [`depot/fiches/${id}.md`, `---\ntitle: ${id}\n---\n`])),
        }),
      },
    }),
    empty: 'refused',
  },
  {
    name: 'rdf',
    at: '/l.ttl',
    options: { class: `${voc}Lieu` },
    answers: (ids) => ({
      '/l.ttl': {
        type: 'text/turtle',
        body: [`<${voc}liste> a <${voc}Liste> .`, ...ids.map((id) => `<${voc}${id}> a <${voc}Lieu> .`)].join(
          '\n',
        ),
      },
    }),
    empty: 'complete',
  },
  {
    name: 'xlsx',
    at: '/l.xlsx',
    options: {},
    answers: (ids) => ({
      '/l.xlsx': {
        body: workbookOf({ sheets: { A: { rows: plainRows([['id'], ...ids.map((id) => [id])]) } } }),
      },
    }),
    empty: 'complete',
  },
  {
    name: 'yaml',
    at: '/l.yaml',
    options: {},
    answers: (ids) => ({
      '/l.yaml': plain(ids.length === 0 ? '[]' : ids.map((id) => `- id: ${id}`).join('\n')),
    }),
    empty: 'complete',
  },
];
