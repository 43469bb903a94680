import { createSuggester, type Knowledge } from '../../src/enrich/suggest/suggester.ts';
import type { Suggestions } from '../../src/enrich/suggestions.ts';

/** What suggestions of the fixture are learned from. */
export const suggestionKnowledge: Knowledge = {
  concepts: [
    { scheme: 'theme', code: 'MOB', labels: ['Mobilité', 'Transport'], definitions: ['Se déplacer.'] },
    { scheme: 'theme', code: 'ALI', labels: ['Alimentation', 'Food'], definitions: ['Bien manger.'] },
    { scheme: 'theme', code: 'EMP', labels: ['Emploi', 'Trouver du travail'], definitions: ['Travailler.'] },
  ],
  examples: [],
};

const suggester = createSuggester(suggestionKnowledge);

/** Suggestions of the same knowledge, without a thread. */
export const suggestions: Pick<Suggestions, 'suggest'> = {
  suggest: (input) => Promise.resolve(suggester.suggest(input)),
};
