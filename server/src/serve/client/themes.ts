import type { Lang, ThemeAnswer, ThemePage } from '../../contract.ts';
import { kinds } from '../../domain/kinds.ts';
import { emptyQuery, type SearchQuery } from '../../domain/search-query.ts';
import { levelOf } from '../../domain/territory.ts';
import { closestThemes, themeCodeOf, themeConcept } from '../vocabulary/theme-pages.ts';
import { entryCounts } from './entry-counts.ts';
import { hitsOf } from './hits.ts';
import type { PageContext } from './thing-page.ts';

const latestShown = 6;
const solutionsShown = 12;

/** What the last part of a theme's address leads to: a code, with or without words after it. */
export async function themeAnswer(name: string, lang: Lang, context: PageContext): Promise<ThemeAnswer> {
  const code = themeCodeOf(name);
  return code === undefined
    ? { outcome: 'unknown', closest: closestThemes(name) }
    : themePage(code, lang, context);
}

async function themePage(code: string, lang: Lang, context: PageContext): Promise<ThemePage> {
  const { search, labels } = context;
  const [all, solutions, latest, counts] = await Promise.all([
    search.search({ ...emptyQuery, theme: [code], per: 1, lang }),
    entriesOf({ theme: [code], kind: ['solution'], per: solutionsShown, lang }, context),
    latestOf(code, lang, context),
    entryCounts('theme', search),
  ]);
  const territories = all.facets.territory.map(({ value, count }) => ({
    value,
    count,
    label: labels.of('territory', value, lang),
  }));
  return {
    outcome: 'known',
    ...themeConcept(code, counts),
    total: all.total,
    kinds: Object.fromEntries(all.facets.kind.map(({ value, count }) => [value, count])),
    departements: territories.filter(({ value }) => levelOf(value) === 'departement'),
    countries: territories.filter(({ value }) => levelOf(value) === 'country'),
    solutions: solutions.hits,
    solutionsTotal: solutions.total,
    latest: latest.hits,
  };
}

/** The newest innovations, or what else there is where there are none; solutions are shown apart. */
async function latestOf(code: string, lang: Lang, context: PageContext) {
  const asked = { theme: [code], per: latestShown, lang } as const;
  const innovations = await entriesOf({ ...asked, kind: ['innovation'] }, context);
  const others = kinds.filter((kind) => kind !== 'solution');
  return innovations.total > 0 ? innovations : entriesOf({ ...asked, kind: others }, context);
}

async function entriesOf(
  asked: Pick<SearchQuery, 'theme' | 'kind' | 'per' | 'lang'>,
  { ledger, search, labels, base }: PageContext,
) {
  const { ids, total } = await search.search({ ...emptyQuery, ...asked, sort: 'recent' });
  const { lang } = asked;
  return { total, hits: await hitsOf(await ledger.docs(ids), { search, labels, base, q: '', lang }) };
}
