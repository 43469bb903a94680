import { featuresOf, plainText } from '../server/src/enrich/suggest/features.ts';
import { createLabelMatcher } from '../server/src/enrich/suggest/label-matcher.ts';
import { trainLinearModel } from '../server/src/enrich/suggest/linear-model.ts';
import { createNeighbours } from '../server/src/enrich/suggest/neighbours.ts';
import {
  classOf,
  createSuggester,
  knownLabels,
  trainingTexts,
} from '../server/src/enrich/suggest/suggester.ts';
import type { SuggestionInput } from '../server/src/enrich/suggestions.ts';
import type { Task } from './suggest-tasks.ts';

/** Scores by code for one input. */
export type Method = (input: SuggestionInput) => ReadonlyMap<string, number>;

const textOf = ({ label, title, description }: SuggestionInput): string =>
  [label, title, description].filter((one) => one !== undefined).join(' . ');

function byCode<Value>(
  scores: ReadonlyMap<string, Value>,
  scoreOf: (value: Value) => number,
): Map<string, number> {
  return new Map([...scores].map(([name, value]) => [classOf(name).code, scoreOf(value)]));
}

const same = (score: number): number => score;

/** Two baselines, the three methods, and the sum of them that the product uses. */
export const methods: Readonly<Record<string, (task: Task) => Method>> = {
  'most frequent': ({ examples }) => {
    const uses = Map.groupBy(
      examples.flatMap(({ codes }) => codes),
      (code) => code,
    );
    const [top] = [...uses].sort(([, a], [, b]) => b.length - a.length);
    const scores = new Map(top === undefined ? [] : [[top[0], 1]]);
    return () => scores;
  },
  'exact label': (task) => {
    const labels = knownLabels(task).map(({ label, classes }) => ({ plain: plainText(label), classes }));
    return (input) => {
      const text = plainText(textOf(input));
      const stands = (plain: string): boolean =>
        input.label === undefined ? ` ${text} `.includes(` ${plain} `) : plain === text;
      const found = labels.filter(({ plain }) => plain !== '' && stands(plain));
      return new Map(found.flatMap(({ classes }) => classes).map((name) => [classOf(name).code, 1]));
    };
  },
  'likeness of labels': (task) => {
    const matcher = createLabelMatcher(knownLabels(task));
    return (input) => {
      const text = textOf(input);
      const found = input.label === undefined ? matcher.within(text) : matcher.like(text);
      return byCode(found, ({ likeness }) => likeness);
    };
  },
  'nearest texts': (task) => {
    const neighbours = createNeighbours(trainingTexts(task));
    return (input) => byCode(neighbours.scores(featuresOf(textOf(input))), same);
  },
  'linear model': (task) => {
    const model = trainLinearModel(trainingTexts(task));
    return (input) => byCode(model.scores(featuresOf(textOf(input))), same);
  },
  'all three (used)': (task) => {
    const suggester = createSuggester(task);
    return (input) => new Map(suggester.suggest(input).map(({ code, score }) => [code, score]));
  },
};
