/** What a text is compared by. */
export interface TextFeatures {
  /** Stems of its words in order, without stop words. */
  readonly stems: readonly string[];
  /** A word of the text for each stem, as it is written there but for case and accents. */
  readonly words: ReadonlyMap<string, string>;
  /** Words, pairs of words and parts of words, each with its weight; the squares of the weights add up to 1. */
  readonly weights: ReadonlyMap<string, number>;
}

const stopWords = new Set(
  (
    'a au aux avec ce ces cette ceux celles celui celle chez comme dans de des du elle elles en entre et etre eux il ils ' +
    'je la le les leur leurs lui mais me meme mes moi mon ne nos notre nous ou on par pas plus pour qu que qui sa sans se ' +
    'ses si son sont sur ta te tes toi ton tous tout toute toutes tres tu un une vos votre vous y est ont ete etait ' +
    'autre autres autour ainsi afin aussi donc dont faire fait l d n s c j m t ' +
    'the of and to in for on with by at from as an is are be been being that this these those it its their our your ' +
    'or not no all any each other into including include such through well both between more most who which will can ' +
    'we they them his her he she was were has have had but also than then there'
  ).split(' '),
);

/** Longest first: the first ending that fits is taken off, so that a word's forms meet. French and English. */
const endings = [
  ...['issements', 'issement', 'ations', 'ation', 'ements', 'ement', 'ments', 'ment', 'trices', 'trice'],
  ...['euses', 'euse', 'ances', 'ance', 'ences', 'ence', 'ities', 'ites', 'ite', 'ity', 'ives', 'ive', 'ifs'],
  ...['if', 'iques', 'ique', 'ical', 'ics', 'ic', 'ables', 'able', 'istes', 'iste', 'ists', 'ist', 'elles'],
  ...[
    'elle',
    'aires',
    'aire',
    'eaux',
    'eau',
    'aux',
    'ales',
    'ale',
    'als',
    'al',
    'ings',
    'ing',
    'ness',
    'eurs',
  ],
  ...['eur', 'ers', 'er', 'ies', 'ees', 'ee', 'es', 'ed', 'e', 's', 'x'],
];
const shortestStem = 4;

/** Lower case, without accents and ligatures; what is not a letter or a digit becomes a space. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The stem of a plain word: cruder than Snowball's and the same for both languages, since labels mix them. */
export function stemOf(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= shortestStem);
  return ending === undefined ? word.replace(/(?<=...)[sx]$/, '') : word.slice(0, -ending.length);
}

/** Stems of a text's words, in order, without stop words. */
export function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}

function wordsOf(text: string): string[] {
  return plainText(text)
    .split(' ')
    .filter((word) => word.length > 1 && !stopWords.has(word));
}

const gramSize = 4;
const maxWords = 600;

/** Features of a text; a word counts by the logarithm of its frequency, its parts less than itself. */
export function featuresOf(text: string): TextFeatures {
  const words = wordsOf(text).slice(0, maxWords);
  const stems = words.map(stemOf);
  const counts = new Map<string, number>();
  const add = (name: string, weight: number): void => {
    counts.set(name, (counts.get(name) ?? 0) + weight);
  };
  stems.forEach((stem, index) => {
    add(`w ${stem}`, 1);
    const next = stems[index + 1];
    if (next !== undefined) add(`p ${stem} ${next}`, 0.7);
    for (const gram of gramsOf(stem)) add(`g ${gram}`, 0.35);
  });
  const damped = [...counts].map(([name, count]) => [name, Math.log1p(count)] as const);
  const norm = Math.hypot(...damped.map(([, weight]) => weight)) || 1;
  return {
    stems,
    words: new Map(words.map((word) => [stemOf(word), word])),
    weights: new Map(damped.map(([name, weight]) => [name, weight / norm])),
  };
}

/** Reads the features of a text; one text is often learned from for several schemes. */
export type ReadFeatures = (text: string) => TextFeatures;

/** Reads each text once, and holds what it read for as long as it is held itself. */
export function rememberingFeatures(): ReadFeatures {
  const known = new Map<string, TextFeatures>();
  return (text) => {
    const features = known.get(text) ?? featuresOf(text);
    known.set(text, features);
    return features;
  };
}

function gramsOf(stem: string): string[] {
  const padded = `^${stem}`;
  if (padded.length <= gramSize) return [];
  return Array.from({ length: padded.length - gramSize + 1 }, (_, index) =>
    padded.slice(index, index + gramSize),
  );
}
