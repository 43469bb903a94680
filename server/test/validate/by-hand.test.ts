import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validate } from './rules.ts';

const record = readFileSync(new URL('fixtures/by-hand.jsonld', import.meta.url), 'utf8');

interface Broken {
  readonly what: string;
  /** What is replaced in the good record, and by what. */
  readonly change: readonly [from: string, to: string];
  readonly cause: string;
  readonly line: number;
  readonly mend: { readonly fr: string; readonly en: string };
}

const broken: readonly Broken[] = [
  {
    what: 'a comma is missing',
    change: ['"type": "Innovation",', '"type": "Innovation"'],
    cause: 'unreadable',
    line: 5,
    mend: {
      fr: 'vérifiez la virgule à la fin de la ligne d’avant',
      en: 'comma at the end of the line before',
    },
  },
  {
    what: 'the context is another one',
    change: ['https://carrefour.example/context/v0.jsonld', 'https://w3id.org/security/v2'],
    cause: 'context-unknown',
    line: 2,
    mend: { fr: '/context/v0.jsonld', en: '/context/v0.jsonld' },
  },
  {
    what: 'the context is forgotten',
    change: ['  "@context": "https://carrefour.example/context/v0.jsonld",\n', ''],
    cause: 'context-missing',
    line: 1,
    mend: { fr: 'ajoutez en tête "@context"', en: 'add "@context"' },
  },
  {
    what: 'a word is misspelt',
    change: ['descriptionByLanguage', 'descriptionByLangage'],
    cause: 'unknown-term',
    line: 6,
    mend: { fr: '« descriptionByLanguage »', en: '“descriptionByLanguage”' },
  },
  {
    what: 'the kind is misspelt',
    change: ['"Innovation"', '"Inovation"'],
    cause: 'unknown-type',
    line: 4,
    mend: { fr: '« Innovation »', en: '“Innovation”' },
  },
  {
    what: 'texts by language stand under a word for one text',
    change: ['"nameByLanguage"', '"name"'],
    cause: 'unknown-term',
    line: 5,
    mend: { fr: 'nameByLanguage', en: 'nameByLanguage' },
  },
  {
    what: 'the name is missing',
    change: [/ {2}"nameByLanguage".*\n/.exec(record)?.[0] ?? '', ''],
    cause: 'name-required',
    line: 3,
    mend: { fr: 'Il manque un nom', en: 'A name is missing' },
  },
  {
    what: 'a theme is written in words',
    change: ['"MOB"', '"Mobilité"'],
    cause: 'unknown-concept',
    line: 8,
    mend: { fr: '« MOB »', en: '“MOB”' },
  },
  {
    what: 'a theme code does not exist',
    change: ['["MOB"]', '[\n    "EMP",\n    "MOBI"\n  ]'],
    cause: 'unknown-concept',
    line: 10,
    mend: { fr: '« MOB »', en: '“MOB”' },
  },
  {
    what: 'a date is written in words',
    change: ['"2019"', '"au printemps 2019"'],
    cause: 'startDate-form',
    line: 10,
    mend: { fr: '2026', en: '2026' },
  },
  {
    what: 'a place is a mere text',
    change: [/"implementedIn": \{[\s\S]*\n {2}\}/.exec(record)?.[0] ?? '', '"implementedIn": "Guéret"'],
    cause: 'implementedIn-place',
    line: 12,
    mend: { fr: 'un lieu (schema:Place)', en: 'a place (schema:Place)' },
  },
  {
    what: 'a latitude is out of the world',
    change: ['46.17', '461.7'],
    cause: 'latitude-range',
    line: 14,
    mend: { fr: 'entre -90 et 90', en: 'between -90 and 90' },
  },
  {
    what: 'a page is no whole address',
    change: ['https://garage.example.org/', 'mailto:garage'],
    cause: 'url-address',
    line: 7,
    mend: { fr: 'https://', en: 'https://' },
  },
];

describe('a record written by hand in JSON-LD', () => {
  it('may be published, and shows the page that it would have', async () => {
    const report = await validate(record);
    expect(report.causes.filter(({ severity }) => severity === 'violation')).toEqual([]);
    expect(report).toMatchObject({ conforms: true, format: 'jsonld', things: 2 });
    expect(report.preview[0]).toMatchObject({
      kind: 'innovation',
      title: { fr: 'Garage solidaire de Guéret', en: 'Solidarity garage of Guéret' },
      concepts: { theme: ['MOB'], audience: ['RUR'] },
      startDate: '2019',
      places: [{ city: 'Guéret', lat: 46.17, lon: 1.87, precision: 'point' }],
      links: [{ role: 'carrier', title: { und: 'Association du Garage' } }],
    });
  });

  it.each(broken)('says line $line and the mend when $what', async ({ change, cause, line, mend }) => {
    const [from, to] = change;
    expect(record).toContain(from);
    const report = await validate(record.replace(from, to));
    const found = report.causes.find((one) => one.cause === cause);
    expect(report.conforms, JSON.stringify(report.causes)).toBe(false);
    expect(found?.places[0]?.line, JSON.stringify(report.causes)).toBe(line);
    expect(found?.message['fr']).toContain(mend.fr);
    expect(found?.message['en']).toContain(mend.en);
  });
});
