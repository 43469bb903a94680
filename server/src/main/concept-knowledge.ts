import type { Source } from '@carrefour/harvesters';
import { concepts } from '@carrefour/ontology';
import type { Example, SuggestibleConcept } from '../enrich/suggest/example.ts';
import type { Knowledge } from '../enrich/suggest/suggester.ts';

/** Schemes whose concepts words can tell; the others (stages, evidence…) are facts that a text seldom states. */
export const suggestedSchemes = ['theme', 'audience', 'method', 'actor', 'sdg'];

/** What is known without any thing: our concepts, and the labels that sources map to them. */
export function conceptKnowledge(sources: Iterable<Pick<Source, 'id' | 'crosswalk'>>): Knowledge {
  const examples = [...sources].flatMap(({ id, crosswalk }) => mappedLabels(id, crosswalk));
  return { concepts: suggestedSchemes.flatMap(suggestible), examples };
}

function suggestible(scheme: string): SuggestibleConcept[] {
  return concepts(scheme).map(({ code, broader, prefLabel, altLabels, hiddenLabels, definition }) => {
    const names = [prefLabel.fr, prefLabel.en, ...altLabels.fr, ...altLabels.en];
    return {
      scheme,
      code,
      ...(broader !== undefined && { broader }),
      names,
      labels: [...names, ...hiddenLabels],
      definitions: [definition.fr, definition.en],
    };
  });
}

function mappedLabels(
  source: string,
  crosswalk: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
): Example[] {
  return [...crosswalk]
    .filter(([scheme]) => suggestedSchemes.includes(scheme))
    .flatMap(([scheme, labels]) =>
      [...labels].map(([text, codes]) => ({ text, scheme, codes, source, origin: 'mapped' as const })),
    )
    .filter(({ codes }) => codes.length > 0);
}
