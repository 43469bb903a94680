import type { Lang } from '@carrefour/server/contract';

type Words = Readonly<Record<Lang, string>>;

const known: readonly (readonly [pattern: RegExp, words: Words])[] = [
  [/etalab|licence[- ]ouverte/i, { fr: 'Licence Ouverte 2.0', en: 'Open Licence 2.0 (Etalab)' }],
  [/publicdomain\/zero|\bcc0\b/i, { fr: 'CC0', en: 'CC0' }],
  [/public[ -]?domain/i, { fr: 'Domaine public', en: 'Public domain' }],
  [/odbl/i, { fr: 'ODbL', en: 'ODbL' }],
];

/** A licence's short name from its IRI; what the source wrote where it is not known. */
export function licenceName(licence: string, lang: Lang): string {
  const words = known.find(([pattern]) => pattern.test(licence))?.[1];
  if (words !== undefined) return words[lang];
  const creativeCommons = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/.exec(licence);
  if (creativeCommons === null) return licence;
  return `CC ${(creativeCommons[1] ?? '').toUpperCase()} ${creativeCommons[2] ?? ''}`;
}
