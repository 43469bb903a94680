import { createHash } from 'node:crypto';
import type { Source } from '@carrefour/harvesters';
import type { ThingDoc } from '../domain/thing-doc.ts';
import { createInference } from '../enrich/infer/inference.ts';
import type { Infer } from '../enrich/inference.ts';
import { method as conceptMethod } from '../enrich/infer/infer-concepts.ts';
import { knownSolution, type KnownSolution } from '../enrich/infer/known-solution.ts';
import { method as solutionMethod } from '../enrich/infer/match-solutions.ts';
import type { Learned } from '../enrich/suggest/learned.ts';
import { createSuggester, type Knowledge } from '../enrich/suggest/suggester.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Foundation } from '../pipeline/refresh-derived.ts';
import { conceptKnowledge } from './concept-knowledge.ts';

/** What derivation concludes, and what its conclusions rest on. */
export interface Inference {
  readonly infer: Infer;
  /** Reads the published solutions anew: the next conclusions rest on them. */
  refresh(): Promise<readonly Foundation[]>;
}

/**
 * Conclusions from what every data folder of a release knows alike: published solutions, our concepts, the crosswalks of
 * bundled sources. Not from other things: what is published must not depend on which thing came first.
 */
export function openInference({
  ledger,
  bundled,
  learn,
}: {
  readonly ledger: Pick<Ledger, 'docsOfKind'>;
  readonly bundled: readonly Pick<Source, 'id' | 'crosswalk'>[];
  /** Learns the concepts, or remembers what was learned of them. */
  readonly learn: (knowledge: Knowledge) => Learned;
}): Inference {
  const knowledge = conceptKnowledge(bundled);
  const conceptVersion = hash([conceptMethod, knowledge]);
  let suggester: ReturnType<typeof createSuggester> | undefined;
  let solutionVersion = '';
  let infer: Infer = inferenceOf([]);

  function inferenceOf(solutions: readonly KnownSolution[]): Infer {
    return createInference({
      solutions,
      suggester: () => (suggester ??= createSuggester(knowledge, learn(knowledge))),
    });
  }

  return {
    infer: (thing) => infer(thing),
    async refresh() {
      const solutions = (await ledger.docsOfKind('solution')).filter(isForAll).map(knownSolution);
      const version = hash([solutionMethod, solutions]);
      if (version !== solutionVersion) infer = inferenceOf(solutions);
      solutionVersion = version;
      return [
        {
          setting: 'concepts-version',
          version: conceptVersion,
          cause: 'what is inferred of concepts changed',
        },
        {
          setting: 'solutions-version',
          version,
          cause: 'the known solutions changed',
          kinds: ['innovation'],
        },
      ];
    },
  };
}

/** What is proposed is published with the words that it rests on: nothing of a partner who does not allow that. */
function isForAll({ sources }: ThingDoc): boolean {
  return sources.every(({ agreement }) => agreement === 'open');
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
