import type { Lang, SearchPage } from '@carrefour/server/contract';
import { counted } from '#lib/counted.ts';
import { formatNumber } from '#lib/format.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/localized-path.ts';
import { searchPath, without, withValue } from '#lib/search-url.ts';

/** A bar of the plot of years: a year or a span of them, with the way to choose it or to leave it. */
export interface YearBar {
  readonly label: string;
  readonly href: string;
  /** The count as the language writes it, and the length of the bar in parts of the longest, from 0 to 100. */
  readonly count: string;
  readonly length: number;
  readonly isChosen: boolean;
  /** True where the years that are chosen hold it, or none is. */
  readonly isIn: boolean;
  /** The years of a span out of which some are chosen. */
  readonly narrower: readonly YearBar[];
}

/** The filter by year of beginning, in words. */
export interface YearPlot {
  readonly legend: string;
  readonly from: string;
  readonly to: string;
  readonly bars: readonly YearBar[];
  /** How many results have no year, where all years are shown. */
  readonly undated: string;
  readonly yearMin: string;
  readonly yearMax: string;
}

type YearCount = SearchPage['years'][number];

interface Chosen {
  readonly parameters: URLSearchParams;
  readonly lang: Lang;
  readonly min: number;
  readonly max: number;
  /** The count that the longest bar stands for, where others are drawn already. */
  readonly longest?: number;
}

/** So that a plot has few bars: years are put together in spans of the first of these that gives no more than the most. */
const spans = [1, 2, 5, 10, 20, 50, 100, 500];
const mostBars = 10;

/** Put together on the server, so that no script has to hold its words. */
export function yearPlot(
  parameters: URLSearchParams,
  { page, lang }: { page: Pick<SearchPage, 'years' | 'total'>; lang: Lang },
): YearPlot {
  const yearMin = parameters.get('year_min') ?? '';
  const yearMax = parameters.get('year_max') ?? '';
  const dated = page.years.reduce((sum, { count }) => sum + count, 0);
  const isOpen = yearMin === '' && yearMax === '';
  return {
    legend: m.facet_year(),
    from: m.year_from(),
    to: m.year_to(),
    bars: barsOf(page.years, {
      parameters,
      lang,
      min: yearMin === '' ? -Infinity : Number(yearMin),
      max: yearMax === '' ? Infinity : Number(yearMax),
    }),
    undated: isOpen && page.total > dated ? counted(m.years_undated, page.total - dated, lang) : '',
    yearMin,
    yearMax,
  };
}

function barsOf(years: readonly YearCount[], chosen: Chosen): YearBar[] {
  const width =
    spans.find((span) => new Set(years.map(({ year }) => Math.floor(year / span))).size <= mostBars) ?? 1000;
  const groups = [...Map.groupBy(years, ({ year }) => Math.floor(year / width) * width)];
  const counts = groups.map(([, members]) => members.reduce((sum, { count }) => sum + count, 0));
  const longest = chosen.longest ?? Math.max(...counts);
  return groups.map(([from, members], place) => {
    const to = from + width - 1;
    const { parameters, lang, min, max } = chosen;
    const isChosen = min === from && max === to;
    const isOpened = width > 1 && min >= from && max <= to;
    const count = counts[place] ?? 0;
    return {
      label: width === 1 ? String(from) : `${String(from)}–${String(to)}`,
      href: localizeHref(searchPath(withYears(parameters, isChosen ? undefined : [from, to]))),
      count: formatNumber(count, lang),
      length: Math.max(Math.round((count / longest) * 100), 1),
      isChosen,
      isIn: min <= from && to <= max,
      narrower: isOpened ? barsOf(members, { ...chosen, longest }) : [],
    };
  });
}

function withYears(
  parameters: URLSearchParams,
  years: readonly [number, number] | undefined,
): URLSearchParams {
  const open = without(without(parameters, 'year_min'), 'year_max');
  if (years === undefined) return open;
  return withValue(withValue(open, 'year_min', String(years[0])), 'year_max', String(years[1]));
}
