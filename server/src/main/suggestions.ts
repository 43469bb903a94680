import type { ThingDoc } from '../domain/thing-doc.ts';
import { createSuggestionThread } from '../enrich/suggest/adapters/thread.ts';
import type { Example } from '../enrich/suggest/example.ts';
import type { Knowledge } from '../enrich/suggest/suggester.ts';
import type { Suggestions } from '../enrich/suggestions.ts';
import { conceptKnowledge, suggestedSchemes } from './concept-knowledge.ts';
import type { Platform } from './platform.ts';

/** Things learned from: training time grows with them, and more teach little. */
const maxThings = 5000;
const longestText = 2000;
const freshMilliseconds = 3_600_000;

/** Suggestions that know our concepts, the crosswalks of all sources, and the things that are published. */
export function openSuggestions(platform: Platform): Suggestions {
  return createSuggestionThread({ knowledge: () => knowledgeOf(platform), freshFor: freshMilliseconds });
}

async function knowledgeOf({ ledger, sources }: Platform): Promise<Knowledge> {
  const { concepts: known, examples: mapped } = conceptKnowledge(sources.values());
  const examples = [...mapped];
  let things = 0;
  for await (const { doc } of ledger.publications()) {
    if (things >= maxThings) break;
    const taught = examplesOf(doc);
    if (taught.length > 0) things += 1;
    examples.push(...taught);
  }
  return { concepts: known, examples };
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
