import { featuresOf, plainText, stemsOf } from '../server/src/enrich/suggest/features.ts';
import { createLabelMatcher } from '../server/src/enrich/suggest/label-matcher.ts';
import { createLinearModel } from '../server/src/enrich/suggest/linear-model.ts';
import { trainLinearWeights } from '../server/src/enrich/suggest/linear-weights.ts';
import { createNeighbours } from '../server/src/enrich/suggest/neighbours.ts';
import { knownLabels, trainingTexts } from '../server/src/enrich/suggest/learning-material.ts';
import { textOf } from '../server/src/enrich/suggest/signals.ts';
import { createSuggester } from '../server/src/enrich/suggest/suggester.ts';
import { createWordVotes } from '../server/src/enrich/suggest/word-votes.ts';
import type { SuggestionInput } from '../server/src/enrich/suggestions.ts';
import type { Task } from './suggest-tasks.ts';

/** Scores by code for one input. */
export type Method = (input: SuggestionInput) => ReadonlyMap<string, number>;

/** Two baselines, the four methods, and what the product makes of them together. */
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
      return new Map(found.flatMap(({ classes }) => classes).map((name) => [name, 1]));
    };
  },
  'likeness of labels': (task) => {
    const matcher = createLabelMatcher(knownLabels(task));
    return (input) => {
      const text = textOf(input);
      const found = input.label === undefined ? matcher.within(text) : matcher.like(text);
      return new Map([...found].map(([code, { likeness }]) => [code, likeness]));
    };
  },
  'votes of words': (task) => {
    const votes = createWordVotes(knownLabels(task));
    return (input) => votes.scores(stemsOf(textOf(input)));
  },
  'nearest texts': (task) => {
    const neighbours = createNeighbours(trainingTexts(task));
    return (input) => neighbours.scores(featuresOf(textOf(input)));
  },
  'linear model': (task) => {
    const model = createLinearModel(trainLinearWeights(trainingTexts(task)));
    return (input) => model.scores(featuresOf(textOf(input)));
  },
  'all together (used)': (task) => {
    const suggester = createSuggester(task);
    return (input) => new Map(suggester.suggest(input).map(({ code, score }) => [code, score]));
  },
};
