import type { Evidence, Suggestion, SuggestionInput } from '../suggestions.ts';
import type { Example, SuggestibleConcept } from './example.ts';
import { featuresOf } from './features.ts';
import { createLabelMatcher, type KnownLabel, type LabelMatch } from './label-matcher.ts';
import { trainLinearModel, type TrainingText } from './linear-model.ts';
import { createNeighbours } from './neighbours.ts';

/** What suggestions are learned from. */
export interface Knowledge {
  readonly concepts: readonly SuggestibleConcept[];
  readonly examples: readonly Example[];
}

/** Suggests concepts of any scheme for a label, or for a title with its description. */
export interface Suggester {
  /** Best first, without those that a person would more often refuse than accept. */
  suggest(input: SuggestionInput): Suggestion[];
}

/** From this score on a suggestion is given. */
export const givenFrom = 0.5;
/** From this score on a statement may be made without a person, marked as inferred. */
export const appliedFrom = 0.9;

/** How much each of the three methods weighs; `npm run bench -- suggest` compares them and their sum. */
const shares = { label: 0.2, linear: 0.4, neighbours: 0.4 };

/**
 * Sums of the methods and the share of suggestions at that sum that were right, as measured: a score estimates the
 * probability that a person would agree. Labels are judged more severely, because they say little.
 */
const calibration = {
  label: [
    [0, 0],
    [0.3, 0.45],
    [0.5, 0.68],
    [0.6, 0.78],
    [0.7, 0.86],
    [0.85, 0.93],
    [1, 0.98],
  ],
  text: [
    [0, 0],
    [0.1, 0.3],
    [0.2, 0.46],
    [0.3, 0.6],
    [0.4, 0.72],
    [0.5, 0.8],
    [0.6, 0.86],
    [0.75, 0.92],
    [1, 0.98],
  ],
} as const;

const longestText = 20_000;

/**
 * Learns from the concepts' own words, from labels that sources map, and from things with declared concepts. Equal
 * knowledge in equal order gives equal suggestions. Pure: no input or output, no clock, no chance.
 */
export function createSuggester(knowledge: Knowledge): Suggester {
  const texts = trainingTexts(knowledge);
  const matcher = createLabelMatcher(knownLabels(knowledge));
  const model = trainLinearModel(texts);
  const neighbours = createNeighbours(texts);
  return {
    suggest({ label, title, description }) {
      const text = [label, title, description]
        .filter((one) => one !== undefined)
        .join(' . ')
        .slice(0, longestText);
      const features = featuresOf(text);
      const learned = model.scores(features);
      const near = neighbours.scores(features);
      const matched = label === undefined ? matcher.within(text) : matcher.like(text);
      const form = label === undefined ? 'text' : 'label';
      return [...new Set([...learned.keys(), ...near.keys(), ...matched.keys()])]
        .flatMap((name): Suggestion[] => {
          const match = matched.get(name);
          const sum =
            shares.label * (match?.likeness ?? 0) +
            shares.linear * (learned.get(name) ?? 0) +
            shares.neighbours * Math.min(near.get(name) ?? 0, 1);
          const score = calibrated(sum, form);
          if (score < givenFrom) return [];
          return [{ ...classOf(name), score, evidence: evidenceOf(match, model.reasons(features, name)) }];
        })
        .sort((a, b) => b.score - a.score || (a.scheme + a.code < b.scheme + b.code ? -1 : 1));
    },
  };
}

function calibrated(sum: number, form: keyof typeof calibration): number {
  const points: readonly (readonly [number, number])[] = calibration[form];
  const above = points.findIndex(([from]) => from >= sum);
  const [from = 0, low = 0] = points[Math.max(above - 1, 0)] ?? [];
  const [to = 1, high = 1] = points[above] ?? [];
  const score = to === from ? high : low + ((sum - from) / (to - from)) * (high - low);
  return Math.round(score * 1000) / 1000;
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

/** The concepts' labels, and those of crosswalks. */
export function knownLabels({ concepts, examples }: Knowledge): KnownLabel[] {
  return [
    ...concepts.flatMap((concept) =>
      concept.labels.map((label) => ({ label, classes: [className(concept)] })),
    ),
    ...examples
      .filter(({ origin }) => origin === 'mapped')
      .map(({ text, scheme, codes, source }) => ({
        label: text,
        classes: codes.map((code) => className({ scheme, code })),
        source,
      })),
  ];
}

/** Every text whose concepts are known. */
export function trainingTexts({ concepts, examples }: Knowledge): TrainingText[] {
  return [
    ...concepts.flatMap((concept) =>
      [...concept.labels, ...concept.definitions].map((text) => ({ text, classes: [className(concept)] })),
    ),
    ...examples.map(({ text, scheme, codes }) => ({
      text,
      classes: codes.map((code) => className({ scheme, code })),
    })),
  ];
}

/** How models name a concept: scheme and code. */
export function className({ scheme, code }: { scheme: string; code: string }): string {
  return `${scheme} ${code}`;
}

/** The reverse of {@link className}. */
export function classOf(name: string): { scheme: string; code: string } {
  const at = name.indexOf(' ');
  return { scheme: name.slice(0, at), code: name.slice(at + 1) };
}
