import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { htmlList } from '../../src/protocols/html-list.ts';

const shared = path.resolve(
  process.env['CARREFOUR_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'),
);
const folder = path.join(shared, 'data/openscraper-spiders');
const isAbsent = !existsSync(folder);

interface Spider {
  readonly infos: { readonly name: string };
  readonly scraper_config: {
    readonly start_urls: readonly string[];
    readonly item_xpath: string;
    readonly next_page: string;
    readonly parse_follow: boolean;
    readonly follow_xpath: string;
  };
  readonly scraper_config_xpaths: Readonly<Record<string, string>>;
}

/** Field types of the first Carrefour of which every value counts; of the others the first does. */
const several = new Set(['tags', 'list', 'adress', 'text']);

function read(file: string): unknown {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

/** The options of html-list that say what a scraper of the first Carrefour said; a text where they cannot. */
function translated({ scraper_config: config, scraper_config_xpaths: xpaths }: Spider): object | string {
  if (config.item_xpath === '') return 'The configuration does not say what an item is.';
  const model = read('datamodel.json') as readonly { _id: string; field_name: string; field_type: string }[];
  const fields = Object.entries(xpaths)
    .filter(([, xpath]) => xpath !== '')
    .map(([id, xpath]) => {
      const { field_name: name = id, field_type: type = '' } = model.find(({ _id }) => _id === id) ?? {};
      return [name, { xpath, all: several.has(type) }] as const;
    });
  return {
    url: config.start_urls,
    items: { xpath: config.item_xpath },
    ...(config.next_page === '' ? {} : { next: { xpath: config.next_page } }),
    ...(config.parse_follow ? { follow: { xpath: config.follow_xpath } } : {}),
    fields: Object.fromEntries(fields),
  };
}

describe(`the scraper configurations of the first Carrefour${isAbsent ? ' (skipped: ../shared is absent)' : ''}`, () => {
  test.skipIf(isAbsent)('17 of 19 are valid options of html-list; two do not say what an item is', () => {
    const spiders = read('spiders.json') as readonly Spider[];
    const verdicts = spiders.map((spider) => {
      const options = translated(spider);
      if (typeof options === 'string') return [spider.infos.name, options];
      const { error } = htmlList.options.safeParse(options);
      return [spider.infos.name, error === undefined ? 'valid' : error.message];
    });
    expect(verdicts).toHaveLength(19);
    expect(verdicts.filter(([, verdict]) => verdict === 'valid')).toHaveLength(17);
    expect(verdicts.filter(([, verdict]) => verdict !== 'valid')).toEqual([
      ['Fondation EDF', 'The configuration does not say what an item is.'],
      ['ATLAAS', 'The configuration does not say what an item is.'],
    ]);
  });

  test.skipIf(isAbsent)('Avise has five list pages, and each portrait is followed', () => {
    const [avise] = read('spiders.json') as readonly Spider[];
    if (avise === undefined) throw new Error('There is no first configuration.');
    const options = translated(avise) as Record<string, unknown>;
    expect(options['url']).toHaveLength(5);
    expect(options['items']).toEqual({ xpath: '//div[contains(@class,"node--portrait")]' });
    expect(options['follow']).toEqual({ xpath: './/h2/a/@href' });
  });
});
