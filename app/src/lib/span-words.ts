import type { Lang, ThingDoc } from '@carrefour/server/contract';
import { formatDate } from './format.ts';
import * as m from './paraglide/messages.js';

const isDay = (date: string) => date.length >= 10;

/** `depuis le 12 mars 2016`, `depuis 2016`, `de 2016 à 2019`; undefined where no beginning is known. */
export function spanWords(
  { startDate, endDate }: Pick<ThingDoc, 'startDate' | 'endDate'>,
  lang: Lang,
): string | undefined {
  if (startDate === undefined) return undefined;
  const from = formatDate(startDate, lang);
  if (endDate === undefined) return (isDay(startDate) ? m.entry_since_day : m.entry_since)({ date: from });
  const isByDays = isDay(startDate) && isDay(endDate);
  return (isByDays ? m.entry_from_to_day : m.entry_from_to)({ from, to: formatDate(endDate, lang) });
}
