import { describe, expect, test } from 'vitest';
import { yearPlot, type YearBar } from './year-bars.ts';

const years = [1901, 1998, ...Array.from({ length: 20 }, (_, index) => 2000 + index)].map((year) => ({
  year,
  count: year === 2012 ? 6 : 1,
}));

const barsOf = (search: string, some = years): readonly YearBar[] =>
  yearPlot(new URLSearchParams(search), { page: { years: some, total: 30 }, lang: 'fr' }).bars;

describe('the plot of years', () => {
  test('puts years together so that there are few bars, and draws no empty one', () => {
    const bars = barsOf('');
    expect(bars.map(({ label, count }) => [label, count])).toEqual([
      ['1900–1904', '1'],
      ['1995–1999', '1'],
      ['2000–2004', '5'],
      ['2005–2009', '5'],
      ['2010–2014', '10'],
      ['2015–2019', '5'],
    ]);
    expect(bars.map(({ length }) => length)).toEqual([10, 10, 50, 50, 100, 50]);
    expect(barsOf('', []).length).toBe(0);
  });

  test('leads to the years of a bar, from the first page, and away from those that are chosen', () => {
    const search = 'q=jardin&year_min=2010&year_max=2014&page=3';
    const hrefs = barsOf(search).map(({ href }) => href);
    expect(hrefs[4]).toBe('/recherche?q=jardin');
    expect(hrefs[5]).toBe('/recherche?q=jardin&year_min=2015&year_max=2019');
  });

  test('opens the bar that holds the years that are chosen, on the same scale', () => {
    const opened = barsOf('year_min=2012&year_max=2012')[4];
    expect(opened?.narrower.map(({ label }) => label)).toEqual(['2010', '2011', '2012', '2013', '2014']);
    expect(opened?.narrower.map(({ length }) => length)).toEqual([10, 10, 60, 10, 10]);
    expect(opened?.narrower.map(({ isChosen }) => isChosen)).toEqual([false, false, true, false, false]);
    expect(barsOf('year_min=2012').flatMap(({ narrower }) => narrower)).toEqual([]);
  });

  test('says how many say no year only while no year is asked for', () => {
    const plot = (search: string) =>
      yearPlot(new URLSearchParams(search), { page: { years, total: 30 }, lang: 'fr' });
    expect(plot('').undated).toMatch(/^3/);
    expect(plot('year_max=2000')).toMatchObject({ undated: '', yearMin: '', yearMax: '2000' });
  });
});
