import { car } from '@carrefour/ontology';
import { AppError } from '../domain/app-error.ts';
import { withBase } from '../domain/base.ts';
import { isThingId, thingIri, type ThingId } from '../domain/thing-id.ts';
import { budgets } from './sparql-budgets.ts';
import { sparqlTokens, type SparqlToken } from './sparql-tokens.ts';

/**
 * Finds the open things that hold these words, best first; the search index behind `car:matches`. Rejects with AppError
 * `too-costly` where they are too many to be handed over: none is left out in silence.
 */
export type FindMatches = (words: string) => Promise<readonly ThingId[]>;

/** Searches of one query. */
const mostUses = 4;
const escaped: Readonly<Record<string, string>> = { t: '\t', b: '\b', n: '\n', r: '\r', f: '\f' };

/**
 * Replaces each statement `?thing car:matches "words"` by the things that the search finds, so that no engine has to
 * know words. The statement stands alone: a variable, the property, a text, then a dot or a closing brace; any other
 * use of the property is an AppError `wrong-request`. A text that is not SPARQL comes back as it is, for the guard.
 */
export async function expandMatches(
  text: string,
  { base, find }: { readonly base: string; readonly find: FindMatches },
): Promise<string | AppError> {
  const tokens = sparqlTokens(text, budgets.tokens);
  if ('mistake' in tokens) return text;
  const names = namesOf(tokens);
  let expanded = '';
  let copied = 0;
  let uses = 0;
  for (const [index, token] of tokens.entries()) {
    if (!names.has(token.text)) continue;
    uses += 1;
    if (uses > mostUses) return misused(token);
    const [before, variable, words, after] = [-2, -1, 1, 2].map((step) => tokens[index + step]);
    if (!isAlone({ before, after }) || variable?.kind !== 'variable' || words?.kind !== 'string')
      return misused(token);
    const ids = await find(wordsOf(words.text));
    const iris = ids.filter(isThingId).map((id) => `<${withBase(thingIri(id), base)}>`);
    expanded += `${text.slice(copied, variable.start)}VALUES ${variable.text} { ${iris.join(' ')} }`;
    copied = after?.text === '.' ? after.end : words.end;
  }
  return expanded + text.slice(copied);
}

/** How this text may write the property: in full, or with each prefix that it declares for the vocabulary. */
function namesOf(tokens: readonly SparqlToken[]): Set<string> {
  const [namespace, local] = [car.matches.replace(/matches$/, ''), 'matches'];
  const names = new Set([`<${car.matches}>`]);
  for (const [index, { text }] of tokens.entries()) {
    const isPrefix = text.toUpperCase() === 'PREFIX' && tokens[index + 2]?.text === `<${namespace}>`;
    if (isPrefix) names.add(`${tokens[index + 1]?.text ?? ''}${local}`);
  }
  return names;
}

function isAlone({
  before,
  after,
}: {
  before: SparqlToken | undefined;
  after: SparqlToken | undefined;
}): boolean {
  return ['{', '}', '.', ')'].includes(before?.text ?? '') && ['.', '}'].includes(after?.text ?? '');
}

function wordsOf(literal: string): string {
  const quotes = /^("""|'''|"|')/.exec(literal)?.[0].length ?? 0;
  const content = literal.slice(quotes, -quotes);
  return content.replaceAll(/\\(?:u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|.)/gs, (escape) =>
    /^\\u/i.test(escape)
      ? String.fromCodePoint(Number.parseInt(escape.slice(2), 16))
      : (escaped[escape.slice(1)] ?? escape.slice(1)),
  );
}

function misused({ line, column, text }: SparqlToken): AppError {
  return new AppError('wrong-request', 'car:matches stands in a statement of its own.', {
    details: {
      line,
      column,
      token: text,
      hint: {
        fr: 'Écrivez une phrase à part : ?chose car:matches "mots" .',
        en: 'Write a statement of its own: ?thing car:matches "words" .',
      },
    },
  });
}
