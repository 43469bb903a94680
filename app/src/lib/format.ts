import type { Lang } from '@carrefour/server/contract';

const locales: Readonly<Record<Lang, string>> = { fr: 'fr-FR', en: 'en-GB' };

// Making a format takes a hundred times longer than using it.
const numbers: Readonly<Record<Lang, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat(locales.fr),
  en: new Intl.NumberFormat(locales.en),
};

const months = datesWith({ year: 'numeric', month: 'long' });
const days = datesWith({ year: 'numeric', month: 'long', day: 'numeric' });

function datesWith(options: Intl.DateTimeFormatOptions): Readonly<Record<Lang, Intl.DateTimeFormat>> {
  const inUtc = { ...options, timeZone: 'UTC' };
  return {
    fr: new Intl.DateTimeFormat(locales.fr, inUtc),
    en: new Intl.DateTimeFormat(locales.en, inUtc),
  };
}

/** `52 088` with a narrow no-break space, or `52,088`. */
export function formatNumber(value: number, lang: Lang): string {
  return numbers[lang].format(value);
}

/** `3 février 2026`, `février 2026` or `2026`, as precisely as the ISO 8601 text says. */
export function formatDate(text: string, lang: Lang): string {
  const [year = '', month, day] = text.slice(0, 10).split('-');
  if (month === undefined) return year;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? '1')));
  if (Number.isNaN(date.getTime())) return text;
  return (day === undefined ? months : days)[lang].format(date);
}
