import type { Lang } from '@carrefour/server/contract';

const locales: Readonly<Record<Lang, string>> = { fr: 'fr-FR', en: 'en-GB' };

// Making a format takes a hundred times longer than using it.
const numbers: Readonly<Record<Lang, Intl.NumberFormat>> = {
  fr: new Intl.NumberFormat(locales.fr),
  en: new Intl.NumberFormat(locales.en),
};

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
  return new Intl.DateTimeFormat(locales[lang], {
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' as const }),
    timeZone: 'UTC',
  }).format(date);
}
