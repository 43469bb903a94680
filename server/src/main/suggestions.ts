import type { ThingDoc } from '../domain/thing-doc.ts';
import { createSuggestionThread } from '../enrich/suggest/adapters/thread.ts';
import type { Example, SuggestibleConcept } from '../enrich/suggest/example.ts';
import type { Knowledge } from '../enrich/suggest/suggester.ts';
import { solutionScheme, type Suggestions } from '../enrich/suggestions.ts';
import { everydayWords } from '../search/everyday-words.ts';
import { conceptKnowledge, suggestedSchemes } from './concept-knowledge.ts';
import type { Platform } from './platform.ts';

/** Things learned from, and their letters: time and memory of learning grow with both, and more teach little. */
const maxThings = 5000;
const mostLetters = 3_000_000;
/** Solutions that can be suggested: what is learned takes memory and time by their number. */
const maxSolutions = 500;
const longestText = 2000;
const freshMilliseconds = 3_600_000;

/**
 * Suggestions that know our concepts with what people say for them, the crosswalks of all sources, the things that are
 * published, and the solutions among them.
 */
export function openSuggestions(platform: Platform): Suggestions {
  return createSuggestionThread({ knowledge: () => knowledgeOf(platform), freshFor: freshMilliseconds });
}

async function knowledgeOf({ ledger, sources }: Platform): Promise<Knowledge> {
  const { concepts: known, examples: mapped } = conceptKnowledge(sources.values());
  const examples = [...mapped];
  let [things, letters] = [0, 0];
  for await (const { doc } of ledger.publications()) {
    if (things >= maxThings || letters >= mostLetters) break;
    const taught = examplesOf(doc);
    if (taught.length > 0) things += 1;
    letters += taught[0]?.text.length ?? 0;
    examples.push(...taught);
  }
  const solutions = (await ledger.docsOfKind('solution')).slice(0, maxSolutions);
  return { concepts: [...known.map(withEverydayWords), ...solutions.map(suggestible)], examples };
}

function withEverydayWords(concept: SuggestibleConcept): SuggestibleConcept {
  const said = everydayWords[`${concept.scheme}/${concept.code}`] ?? [];
  return { ...concept, labels: [...concept.labels, ...said] };
}

/** A solution as suggestions know it: its names for labels, what it answers for a definition. */
function suggestible({ id, title, otherNames, summary, need, answer }: ThingDoc): SuggestibleConcept {
  const names = [...Object.values(title), ...Object.values(otherNames ?? {}).flat()];
  const definitions = [summary, need, answer].flatMap((texts) => Object.values(texts ?? {}));
  return { scheme: solutionScheme, code: id, names, labels: names, definitions };
}

function examplesOf(doc: ThingDoc): Example[] {
  const text = [doc.title, doc.summary, doc.need, doc.answer]
    .flatMap((texts) => Object.values(texts ?? {}))
    .join(' . ')
    .slice(0, longestText);
  return suggestedSchemes.flatMap((scheme) => {
    const codes = doc.concepts[scheme] ?? [];
    return codes.length === 0
      ? []
      : [{ text, scheme, codes, source: doc.sources[0]?.source ?? '', origin: 'thing' as const }];
  });
}
