import { xsd } from '@carrefour/ontology';
import type { Value } from './value.ts';

const months = [
  ['janvier', 'janv', 'january', 'jan'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'july', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'sept', 'september', 'sep'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
];

type Parts = readonly [year: string, month?: string | undefined, day?: string | undefined];

/** Ways of writing a date; day before month, as in Europe. */
const readers: readonly { readonly pattern: RegExp; readonly parts: (found: string[]) => Parts }[] = [
  { pattern: /^(\d{4})$/, parts: ([y = '']) => [y] },
  { pattern: /^(\d{4})[-/.](\d{1,2})$/, parts: ([y = '', m]) => [y, m] },
  {
    pattern: /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ][\d:.]{4,15}(?:z|[+-][\d:]{4,5})?)?$/,
    parts: ([y = '', m, d]) => [y, m, d],
  },
  { pattern: /^(\d{1,2})[-/.](\d{4})$/, parts: ([m, y = '']) => [y, m] },
  { pattern: /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: [\d:]{4,8})?$/, parts: ([d, m, y = '']) => [y, m, d] },
  { pattern: /^(\d{4})(\d{2})(\d{2})$/, parts: ([y = '', m, d]) => [y, m, d] },
  { pattern: /^([a-z]{3,9})\.? (\d{4})$/, parts: ([m, y = '']) => [y, month(m)] },
  {
    pattern: /^(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]{3,9})\.? (\d{4})$/,
    parts: ([d, m, y = '']) => [y, month(m), d],
  },
];

function month(name = ''): string {
  return String(months.findIndex((names) => names.includes(name)) + 1);
}

/** A day, a month or a year as its XSD literal; undefined for what is no date of the calendar. */
export function readDate(text: string): Value | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  for (const { pattern, parts } of readers) {
    const found = pattern.exec(plain);
    if (found !== null) return literal(parts(found.slice(1)));
  }
  return undefined;
}

function literal([year, monthText, dayText]: Parts): Value | undefined {
  if (Number(year) < 1000 || Number(year) > 2200) return undefined;
  if (monthText === undefined) return { text: year, datatype: xsd.gYear };
  const monthNumber = Number(monthText);
  if (monthNumber < 1 || monthNumber > 12) return undefined;
  const yearMonth = `${year}-${monthText.padStart(2, '0')}`;
  if (dayText === undefined) return { text: yearMonth, datatype: xsd.gYearMonth };
  const day = Number(dayText);
  const daysInMonth = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  if (day < 1 || day > daysInMonth) return undefined;
  return { text: `${yearMonth}-${dayText.padStart(2, '0')}`, datatype: xsd.date };
}
