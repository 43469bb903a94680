import type { LanguageText } from './thing-doc.ts';

/** What things look for, sorted: a place, people, money… `other` is what no word of the rest names. */
export const soughtThings = [
  'place',
  'volunteers',
  'funding',
  'partners',
  'equipment',
  'skills',
  'participants',
  'other',
] as const;

export type SoughtThing = (typeof soughtThings)[number];

/**
 * Beginnings of words, in French and English, that name each; `$` ends a word. Written for regular expressions that the
 * search index and SPARQL engines read alike.
 */
const beginnings: Readonly<Record<Exclude<SoughtThing, 'other'>, readonly string[]>> = {
  place: [
    ...[
      'loca(l|ux)$',
      'lieux?$',
      'terrains?$',
      'salles?$',
      'b[âa]timents?$',
      'bureaux?$',
      'hangars?$',
      'entrep[ôo]ts?$',
    ],
    ...['premises', 'places?$', 'spaces?$', 'land$', 'buildings?$', 'rooms?$', 'venues?$', 'offices?$'],
  ],
  volunteers: ['b[ée]n[ée]vol', 'volontaires?$', 'volunteer'],
  funding: [
    ...['financ', 'subvention', 'm[ée]c[èée]n', 'dons?$', 'donat', 'pr[êe]ts?$', 'capita(l|ux)$', 'investi'],
    ...['fund', 'grants?$', 'donors?$', 'loans?$', 'sponsor', 'money$'],
  ],
  partners: ['partena', 'partner', 'collabor', 'alli(é|e|ance)'],
  equipment: [
    ...[
      'mat[ée]riel',
      '[ée]quipement',
      'v[ée]hicule',
      'outil',
      'machine',
      'camion',
      'ordinateur',
      'meubles?$',
      'ponts? [ée]l[ée]v',
    ],
    ...['equipment', 'vehicle', 'tools?$', 'trucks?$', 'vans?$', 'computer', 'furniture'],
  ],
  skills: [
    ...[
      'comp[ée]tence',
      'expert',
      'formateur',
      'formatrice',
      'm[ée]canicien',
      'juriste',
      'comptable',
      'd[ée]veloppeu',
      'mentor',
      'recrut',
      'salari',
    ],
    ...['skill', 'advice', 'lawyer', 'accountant', 'developer', 'trainer', 'staff$', 'hir(e|ing)$'],
  ],
  participants: [
    ...['participant', 'habitant', 'usager', 'b[ée]n[ée]ficiaire', 'adh[ée]rent', 'membres?$', 'famil'],
    ...['inhabitant', 'resident', 'users?$', 'beneficiar', 'members?$'],
  ],
};

const start = String.raw`(^|[^\p{L}\p{N}])`;
const end = String.raw`($|[^\p{L}\p{N}])`;

/** A regular expression (XPath and ECMAScript alike, whatever the case) for texts that name some of these things. */
export function soughtPattern(things: readonly Exclude<SoughtThing, 'other'>[]): string {
  const words = things.flatMap((thing) => beginnings[thing]).map((word) => word.replace(/\$$/, end));
  return `${start}(${words.join('|')})`;
}

/** All but `other`. */
export const namedThings = soughtThings.filter((thing) => thing !== 'other');

const patterns = namedThings.map((thing) => [thing, new RegExp(soughtPattern([thing]), 'iu')] as const);

/** What a thing looks for, by the words of its texts; `other` where they name none of the rest, nothing without texts. */
export function soughtIn(texts: LanguageText | undefined): readonly SoughtThing[] {
  const said = Object.values(texts ?? {});
  if (said.length === 0) return [];
  const named = patterns
    .filter(([, pattern]) => said.some((text) => pattern.test(text)))
    .map(([thing]) => thing);
  return named.length > 0 ? named : ['other'];
}
