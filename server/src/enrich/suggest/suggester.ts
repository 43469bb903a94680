import { solutionScheme, type Evidence, type Suggestion, type SuggestionInput } from '../suggestions.ts';
import type { SchemeKnowledge } from './example.ts';
import { plainText, rememberingFeatures, stemsOf } from './features.ts';
import { judge } from './judge.ts';
import type { LabelMatch } from './label-matcher.ts';
import { knowledgeOfScheme, learn, type Learned } from './learned.ts';
import { createSignalReader, textOf, type SignalReader } from './signals.ts';

/** What suggestions are learned from; concepts of several schemes. */
export type Knowledge = SchemeKnowledge;

/** Suggests concepts of any scheme for a label, or for a title with its description. */
export interface Suggester {
  /** Best first, without those that a person would seldom accept. */
  suggest(input: SuggestionInput): Suggestion[];
}

/** From this score on a suggestion is given: where the F1 of cross-validation is best. */
export const givenFrom = 0.3;
/** From this score on a statement may be made without a person, marked as inferred. */
export const appliedFrom = 0.9;

/** How sure the name of a concept is of that concept. */
const ofItsName = 0.97;

/**
 * Learns from the concepts' own words, from labels that sources map, and from things with declared concepts; a scheme at
 * a time, so that a word of one scheme never counts against a concept of another. Equal knowledge in equal order gives
 * equal suggestions. Pure: no input or output, no clock, no chance. What was learned from equal knowledge may be given, so that it
 * is not learned again.
 */
export function createSuggester(knowledge: Knowledge, given?: Learned): Suggester {
  const read = rememberingFeatures();
  const learned = given ?? learn(knowledge, read);
  const ofVocabulary = [...learned.keys()].filter((scheme) => scheme !== solutionScheme);
  const suggesters = new Map(
    [...learned].map(([scheme, weights]) => {
      const own = knowledgeOfScheme(knowledge, scheme);
      return [
        scheme,
        createSchemeSuggester({
          scheme,
          knowledge: own,
          reader: createSignalReader(own, { learned: weights, read }),
        }),
      ];
    }),
  );
  return {
    suggest: (input) =>
      (input.schemes ?? ofVocabulary)
        .flatMap((scheme) => suggesters.get(scheme)?.suggest(input) ?? [])
        .sort((a, b) => b.score - a.score || (a.scheme + a.code < b.scheme + b.code ? -1 : 1)),
  };
}

function createSchemeSuggester({
  scheme,
  knowledge,
  reader,
}: {
  readonly scheme: string;
  readonly knowledge: SchemeKnowledge;
  readonly reader: SignalReader;
}): Suggester {
  const examples = {
    label: knowledge.examples.filter(({ origin }) => origin === 'mapped').length,
    text: knowledge.examples.filter(({ origin }) => origin === 'thing').length,
  };
  return {
    suggest(input) {
      const form = input.label === undefined ? 'text' : 'label';
      const words = stemsOf(textOf(input)).length;
      if (words === 0) return [];
      const signals = reader.read(input);
      const judged = judge(signals, { form, words, examples: examples[form] });
      const scores = new Map(signals.map(({ code }, index) => [code, judged[index] ?? 0]));
      if (form === 'text') raiseBroader(scores, knowledge);
      else raiseNamed(scores, { label: input.label ?? '', knowledge });
      return signals.flatMap(({ code, match }): Suggestion[] => {
        const score = Math.round((scores.get(code) ?? 0) * 1000) / 1000;
        if (score < givenFrom) return [];
        return [{ scheme, code, score, evidence: evidenceOf(match, reader.reasons(input, code)) }];
      });
    },
  };
}

/** What a text says of a narrower concept it says of the broader one; a label is a name, and means what it names. */
function raiseBroader(scores: Map<string, number>, { concepts }: SchemeKnowledge): void {
  for (const { code, broader } of concepts) {
    if (broader === undefined) continue;
    scores.set(broader, Math.max(scores.get(broader) ?? 0, scores.get(code) ?? 0));
  }
}

/** A label that is the name of a concept of ours means that concept, whatever partners mapped like labels to. */
function raiseNamed(
  scores: Map<string, number>,
  { label, knowledge }: { label: string; knowledge: SchemeKnowledge },
): void {
  const asked = plainText(label);
  for (const { code, names = [] } of knowledge.concepts) {
    if (names.some((name) => plainText(name) === asked))
      scores.set(code, Math.max(scores.get(code) ?? 0, ofItsName));
  }
}

function evidenceOf(match: LabelMatch | undefined, words: readonly string[]): Evidence[] {
  const evidence: Evidence[] = [];
  if (match !== undefined) {
    const { label, source } = match.known;
    evidence.push(source === undefined ? { because: 'label', label } : { because: 'mapped', label, source });
  }
  if (words.length > 0) evidence.push({ because: 'learned', words });
  return evidence;
}
