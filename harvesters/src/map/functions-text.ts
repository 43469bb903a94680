import { createHash } from 'node:crypto';
import { htmlToText, stripHtml } from './html.ts';
import { markdownToText } from './markdown.ts';
import { isSafePattern } from './safe-pattern.ts';
import type { Call, MappingFunction } from './functions.ts';
import type { Value } from './value.ts';

const each = (change: (text: string, call: Call) => string): MappingFunction['run'] =>
  function run(call) {
    return plain(call.texts().map((text) => change(text, call)));
  };

/** No pattern looks further into a text than this. */
const maxSearched = 10_000;

/** Texts that people write where they have nothing to say. */
const missing = [
  'nr',
  'null',
  'none',
  'undefined',
  'nan',
  'n/a',
  'na',
  'n.c.',
  'n.c',
  'nc',
  'non renseigné',
  '-',
  '—',
];

/** Plain values of texts, without the empty ones. */
export function plain(texts: readonly string[]): Value[] {
  return texts.filter((text) => text !== '').map((text) => ({ text }));
}

/** Functions that change texts. */
export const textFunctions: Readonly<Record<string, MappingFunction>> = {
  trim: { parameters: ['value'], run: each((text) => text) },
  clean: {
    parameters: ['value', 'missing'],
    run(call) {
      const given = call.all('missing').flatMap(({ text }) => text.split('|'));
      const empty = new Set([...missing, ...given.map((text) => text.trim().toLowerCase())]);
      const texts = call.texts().map((text) => text.replace(/\s+/gu, ' '));
      return plain(texts.filter((text) => !empty.has(text.toLowerCase())));
    },
  },
  split: {
    parameters: ['value', 'separator'],
    run(call) {
      const separator = call.setting('separator') ?? ';';
      return plain(call.texts().flatMap((text) => text.split(separator).map((part) => part.trim())));
    },
  },
  part: { parameters: ['value', 'separator', 'number'], run: each(partOf) },
  lowercase: { parameters: ['value'], run: each((text) => text.toLocaleLowerCase('fr')) },
  sentenceCase: { parameters: ['value'], run: each(sentenceCase) },
  stripHtml: { parameters: ['value'], run: each(stripHtml) },
  htmlToText: { parameters: ['value'], run: each(htmlToText) },
  markdownToText: { parameters: ['value'], run: each(markdownToText) },
  slug: { parameters: ['value'], run: each(slug) },
  hash: {
    parameters: ['value'],
    run: each((text) => createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 16)),
  },
  replace: {
    parameters: ['value', 'find', 'with'],
    run: each((text, call) =>
      text.replaceAll(call.setting('find') ?? '\0', call.setting('with') ?? '').trim(),
    ),
  },
  join: {
    parameters: ['value', 'separator'],
    run: (call) => plain([call.texts().join(call.setting('separator') ?? ', ')]),
  },
  extract: {
    parameters: ['value', 'pattern'],
    run: each((text, call) => extract(text, call.setting('pattern'))),
  },
  template: {
    parameters: ['value', 'template'],
    run: each((text, call) => (call.setting('template') ?? '{}').replaceAll('{}', text)),
  },
};

/** One part of a text, without the commas and spaces at its ends; nothing where there are not so many. */
function partOf(text: string, call: Call): string {
  const parts = text.split(call.setting('separator') ?? ';');
  const part = parts[Number(call.setting('number') ?? '1') - 1] ?? '';
  return part.replace(/^[\s,]+|[\s,]+$/gu, '');
}

/** What the first group of the pattern matched, or its whole match when it has none. */
function extract(text: string, pattern = ''): string {
  if (!isSafePattern(pattern)) return '';
  const match = new RegExp(pattern, 'iu').exec(text.slice(0, maxSearched));
  return (match?.[1] ?? match?.[0] ?? '').trim();
}

/** Calms a text written in capitals only; leaves any other as it is. */
function sentenceCase(text: string): string {
  if (text.length < 4 || text !== text.toLocaleUpperCase('fr') || !/\p{L}{3}/u.test(text)) return text;
  const lower = text.toLocaleLowerCase('fr');
  return lower.charAt(0).toLocaleUpperCase('fr') + lower.slice(1);
}

function slug(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
