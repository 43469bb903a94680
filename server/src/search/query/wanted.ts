import { analyse, type Token } from '../analysis/analyse.ts';
import { rules, type Rule } from '../analysis/stemming.ts';
import type { Field } from '../segments/fields.ts';
import { isAskingWord, isSentence } from './asking-words.ts';
import { fields } from '../segments/fields.ts';

/** A word asked for: a query does not say its language, so that each rule gives its own stem. */
export interface WantedWord {
  readonly form: string;
  readonly stems: Readonly<Record<Rule, string>>;
  readonly isStopWord: boolean;
}

/** Words that must stand next to one another; `undefined` stands for any word. One word is a sequence of one. */
export type Sequence = readonly (WantedWord | undefined)[];

/** One thing that a query asks for: any of some sequences. */
export interface Clause {
  /** As it is shown when a query was corrected. */
  readonly text: string;
  readonly sequences: readonly Sequence[];
  /** What may stand in its place, and says less surely what was asked for. */
  readonly others: readonly Sequence[];
  /** What may stand in the place of the label that it makes with the words beside it. */
  readonly together: readonly Sequence[];
  /** True for the word that may still be being typed: where nothing holds it, longer words stand for it. */
  readonly isOpen: boolean;
  /** Asked between quotes: never relaxed, never corrected. */
  readonly isPhrase: boolean;
  /** The only field to look in, as a place in `fields`. */
  readonly field?: number;
}

/** What a text asks for. */
export interface WantedText {
  readonly clauses: readonly Clause[];
  readonly without: readonly Clause[];
  /** Written as a sentence: its words describe a need, not a name. */
  readonly isSentence: boolean;
}

/** What may stand before a colon, in French and English, folded. */
const fieldNames: Readonly<Record<string, Field>> = {
  titre: 'name',
  nom: 'name',
  title: 'name',
  name: 'name',
  resume: 'summary',
  summary: 'summary',
  besoin: 'need',
  need: 'need',
  reponse: 'answer',
  answer: 'answer',
  resultats: 'results',
  results: 'results',
  organisation: 'organisation',
  organization: 'organisation',
  theme: 'concepts',
  concept: 'concepts',
  lieu: 'places',
  place: 'places',
};

const chunk =
  /(?<minus>-?)(?:(?<name>\p{L}+):)?(?:"(?<a>[^"]*)"|«(?<b>[^»]*)»|“(?<c>[^”]*)”|(?<plain>[^\s"«“]+|["«“]))/gu;

/**
 * Reads a query as it was typed: words, "phrases", -exclusions, `field:word`. Nothing in it is an error: signs that mean
 * nothing are left out. The last word is open unless a space or a quote follows it. Stop words drop out beside others.
 */
export function readWanted(text: string): WantedText {
  const clauses: Clause[] = [];
  const without: Clause[] = [];
  const forms: string[] = [];
  for (const match of text.matchAll(chunk)) {
    const { minus, name, a, b, c, plain = '' } = match.groups ?? {};
    const field = fields.indexOf(fieldNames[fold(name ?? '')] ?? ('' as Field));
    const quoted = a ?? b ?? c;
    const unknownName = name !== undefined && field < 0 ? `${name} ` : '';
    const isEnd = match.index + match[0].length === text.length;
    const inField = field < 0 ? {} : { field };
    const found =
      quoted === undefined
        ? wordClauses(`${unknownName}${plain}`, { isEnd, ...inField })
        : phraseClauses(`${unknownName}${quoted}`, inField);
    const isExcluded = minus === '-' && /^$|\s/.test(text.charAt(match.index - 1));
    (isExcluded ? without : clauses).push(...found);
    if (quoted === undefined && !isExcluded)
      forms.push(
        ...fold(plain)
          .split(/[^\p{L}\p{N}]+/u)
          .filter((form) => form !== ''),
      );
  }
  const isRequest = isSentence(forms);
  const asked = meaningful(clauses);
  return {
    clauses: isRequest ? subject(asked) : asked,
    without: meaningful(without),
    isSentence: isRequest,
  };
}

/** Of a sentence, without the words that only ask, unless there is nothing else. */
function subject(clauses: readonly Clause[]): readonly Clause[] {
  const isAsking = ({ sequences, isPhrase, field }: Clause): boolean =>
    !isPhrase &&
    field === undefined &&
    sequences.every(([word, ...more]) => more.length === 0 && word !== undefined && isAskingWord(word.form));
  const rest = clauses.filter((clause) => !isAsking(clause));
  return rest.length > 0 ? rest : clauses;
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** The words of a text as queries ask for them, with the tokens that they come from. */
export function wantedWords(text: string): { word: WantedWord; token: Token }[] {
  const [fr, en, other] = rules.map((rule) => analyse(text, rule)) as [Token[], Token[], Token[]];
  return fr.map((token, index) => {
    const { form, isStopWord, stem } = token.lexeme;
    const stems = { fr: stem, en: en[index]?.lexeme.stem ?? stem, other: other[index]?.lexeme.stem ?? stem };
    return { token, word: { form, stems, isStopWord } };
  });
}

const shortestOpen = 2;

/** A clause a word; words that hyphens join are one, found joined or one after another. */
function wordClauses(text: string, { isEnd, ...field }: { isEnd: boolean; field?: number }): Clause[] {
  const words = wantedWords(text);
  const clauses: Clause[] = [];
  let covered = 0;
  for (const [index, { word, token }] of words.entries()) {
    if (token.position < covered || token.span > 1) continue;
    const joined = words[index + 1]?.token;
    const compound = joined !== undefined && joined.span > 1 ? words[index + 1] : undefined;
    covered = token.position + (compound?.token.span ?? 1);
    const inside = words.filter(
      ({ token: { span, position } }) => span === 1 && position >= token.position && position < covered,
    );
    const isLast = token.position + (compound?.token.span ?? 1) > (words.at(-1)?.token.position ?? 0);
    clauses.push({
      text: compound === undefined ? word.form : inside.map((part) => part.word.form).join('-'),
      sequences: compound === undefined ? [[word]] : [sequenceOf(inside), [compound.word]],
      isOpen:
        isEnd && isLast && compound === undefined && word.form.length >= shortestOpen && endsInWord(text),
      isPhrase: false,
      others: [],
      together: [],
      ...field,
    });
  }
  return clauses;
}

function endsInWord(text: string): boolean {
  return /[\p{L}\p{N}]\p{M}*$/u.test(text);
}

function phraseClauses(text: string, field: { field?: number }): Clause[] {
  const words = wantedWords(text).filter(({ token }) => token.span === 1);
  if (words.length === 0) return [];
  return [
    {
      text: `"${text.trim()}"`,
      sequences: [sequenceOf(words)],
      isOpen: false,
      isPhrase: true,
      others: [],
      together: [],
      ...field,
    },
  ];
}

/** Stop words hold their place, whatever stands there: they are in names only. Those at either end drop off. */
function sequenceOf(words: readonly { readonly word: WantedWord }[]): Sequence {
  if (words.every(({ word }) => word.isStopWord)) return words.map(({ word }) => word);
  const sequence = words.map(({ word }) => (word.isStopWord ? undefined : word));
  const first = sequence.findIndex((word) => word !== undefined);
  const last = sequence.findLastIndex((word) => word !== undefined);
  return sequence.slice(first, last + 1);
}

/** Without stop words, unless there is nothing else. */
function meaningful(clauses: readonly Clause[]): readonly Clause[] {
  const isStop = ({ sequences }: Clause): boolean =>
    sequences.every((sequence) => sequence.length === 1 && sequence[0]?.isStopWord === true);
  const rest = clauses.filter((clause) => !isStop(clause));
  return rest.length > 0 ? rest : clauses;
}
