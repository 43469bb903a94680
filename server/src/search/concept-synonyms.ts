import { concepts, conceptSchemes } from '@carrefour/ontology';
import { everydayWords } from './everyday-words.ts';
import type { SynonymGroup } from './query/synonyms.ts';

/**
 * A group a concept: its labels in French and English stand for one another, and what people say for it stands for them.
 * Things that carry a concept are found by all its labels in any case; these are for texts without it.
 */
export function conceptSynonyms(): SynonymGroup[] {
  return conceptSchemes.flatMap((scheme) =>
    concepts(scheme).map(({ code, prefLabel, altLabels }) => {
      const given = [prefLabel.fr, ...altLabels.fr, prefLabel.en, ...altLabels.en];
      return { given, asked: [...given, ...(everydayWords[`${scheme}/${code}`] ?? [])] };
    }),
  );
}
