import { Parser, type SparqlQuery } from 'sparqljs';
import { AppError } from '../domain/app-error.ts';
import { budgets, countPatterns, countTokens, exceeded } from './sparql-budgets.ts';
import { withLimit, type LimitedQuery } from './sparql-limit.ts';
import { sparqlTokens, type SparqlToken, type TokenMistake } from './sparql-tokens.ts';
import type { QueryDataset, QueryForm } from './triple-store.ts';

/** A query that may be handed to a store. */
export interface GuardedQuery extends LimitedQuery {
  readonly form: QueryForm;
  /** The graphs asked for, all of them our own; absent when the query takes the whole store. */
  readonly dataset?: QueryDataset;
}

export interface GuardOptions {
  /** Public base, without a slash at its end: graphs outside of it are refused. */
  readonly base: string;
  /** Cap of rows; the LIMIT becomes at most one more, so that a cut shows. */
  readonly rows: number;
  /** From the protocol's parameters; wins over the text's FROM clauses. */
  readonly dataset?: QueryDataset;
}

type Hint = Readonly<Record<'fr' | 'en', string>>;

/**
 * Decides whether a stranger's query may reach an engine: SPARQL 1.1 query only, within the budgets, over our own
 * graphs, without SERVICE. Pure. What is refused comes back as an AppError: `wrong-request` with `line`, `column`,
 * `token` and a `hint` in French and English, `forbidden` for updates, `too-costly` with the budget and its limit.
 */
export function guardQuery(text: string, options: GuardOptions): GuardedQuery | AppError {
  const tooLong = overBudget({ characters: text.length });
  if (tooLong !== undefined) return tooLong;
  const tokens = sparqlTokens(text, budgets.tokens);
  if ('mistake' in tokens) return tokenError(tokens);
  if (tokens.length === 0) return wrong('The query is empty.', emptyHint);
  const costly = overBudget(countTokens(text, tokens));
  if (costly !== undefined) return costly;
  const service = tokens.find(({ kind, text: word }) => kind === 'word' && word.toUpperCase() === 'SERVICE');
  if (service !== undefined) return wrong('SERVICE is not offered here.', serviceHint, service);
  const query = parse(text, tokens, options.base);
  return query instanceof AppError ? query : guardParsed(query, { text, tokens }, options);
}

function guardParsed(
  query: SparqlQuery,
  { text, tokens }: { text: string; tokens: readonly SparqlToken[] },
  { base, rows, dataset: asked }: GuardOptions,
): GuardedQuery | AppError {
  if (query.type === 'update')
    return new AppError('forbidden', 'Updates are not taken here.', { details: { hint: updateHint } });
  const costly = overBudget(countPatterns(query));
  if (costly !== undefined) return costly;
  const from = query.from;
  const dataset =
    asked ??
    (from && {
      default: from.default.map(({ value }) => value),
      named: from.named.map(({ value }) => value),
    });
  const foreign = [...(dataset?.default ?? []), ...(dataset?.named ?? [])].find(
    (iri) => !isOwnGraph(iri, base),
  );
  if (foreign !== undefined) {
    return wrong(
      `<${foreign}> is not a graph of this platform.`,
      graphHint(base),
      tokens.find((token) => isWord(token, 'FROM')),
    );
  }
  const form = query.queryType.toLowerCase() as QueryForm;
  return { form, ...withLimit({ text, tokens, form }, rows), ...(dataset && { dataset }) };
}

function isOwnGraph(iri: string, base: string): boolean {
  return iri.startsWith(`${base}/graph/`) || iri.startsWith(`${base}/record/`);
}

function overBudget(counts: Parameters<typeof exceeded>[0]): AppError | undefined {
  const over = exceeded(counts);
  if (over === undefined) return undefined;
  const { limit, fr, en } = budgets[over.budget];
  return new AppError('too-costly', `The query has ${over.found} ${en}; the limit is ${limit}.`, {
    details: {
      ...over,
      hint: {
        fr: `La requête compte ${over.found} ${fr}, pour ${limit} au plus : posez-la en plusieurs fois.`,
        en: `The query has ${over.found} ${en}, at most ${limit} are taken: ask it in several parts.`,
      },
    },
  });
}

function tokenError(mistake: TokenMistake): AppError {
  return wrong(
    `Not SPARQL at line ${mistake.line}, column ${mistake.column}.`,
    mistakeHints[mistake.mistake],
    mistake,
  );
}

/** What sparqljs tells of an error: `loc` is the token before the one that it could not take. */
interface ParserFailure {
  readonly hash?: {
    readonly expected?: readonly string[];
    readonly loc: { readonly last_line: number; readonly last_column: number };
  };
}

function parse(text: string, tokens: readonly SparqlToken[], base: string): SparqlQuery | AppError {
  try {
    return new Parser({ baseIRI: `${base}/` }).parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { hash } = error as ParserFailure;
    return hash === undefined ? meaningError(error, tokens) : syntaxError(hash, tokens);
  }
}

function syntaxError(
  { expected = [], loc }: NonNullable<ParserFailure['hash']>,
  tokens: readonly SparqlToken[],
): AppError {
  const at = tokens.find(
    ({ line, column }) => line > loc.last_line || (line === loc.last_line && column > loc.last_column),
  );
  const wanted = expected.slice(0, 8).join(', ').replaceAll("'", '');
  const token = at?.text ?? 'the end';
  const hint = {
    fr: `« ${at?.text ?? 'la fin'} » ne peut pas venir ici ; attendu : ${wanted}.`,
    en: `“${token}” cannot come here; expected: ${wanted}.`,
  };
  const last = tokens.at(-1);
  return wrong(
    `Not SPARQL at ${at === undefined ? 'the end' : `line ${at.line}, column ${at.column}`}.`,
    hint,
    at ?? last,
  );
}

/** Errors beyond grammar: an unknown prefix, a variable bound twice… The parser names the word, not its place. */
function meaningError({ message }: Error, tokens: readonly SparqlToken[]): AppError {
  const prefix = /^Unknown prefix: (.*)$/.exec(message)?.[1];
  const word = prefix === undefined ? /\?[\p{L}\p{N}_]+/u.exec(message)?.[0] : `${prefix}:`;
  const at =
    word === undefined
      ? undefined
      : tokens.find(({ text }) => text === word || (prefix !== undefined && text.startsWith(word)));
  const hint =
    prefix === undefined
      ? { fr: `La requête n’a pas de sens : ${message}`, en: message }
      : {
          fr: `Déclarez le préfixe : PREFIX ${prefix}: <…>`,
          en: `Declare the prefix: PREFIX ${prefix}: <…>`,
        };
  return wrong(message, hint, at);
}

function wrong(message: string, hint: Hint, at?: Pick<SparqlToken, 'line' | 'column' | 'text'>): AppError {
  const place = at === undefined ? {} : { line: at.line, column: at.column, token: at.text };
  return new AppError('wrong-request', message, { details: { ...place, hint } });
}

function isWord({ kind, text }: SparqlToken, name: string): boolean {
  return kind === 'word' && text.toUpperCase() === name;
}

const emptyHint: Hint = { fr: 'Écrivez une requête SPARQL 1.1.', en: 'Write a SPARQL 1.1 query.' };
const serviceHint: Hint = {
  fr: 'SERVICE n’est pas permis : interrogez l’autre service de votre côté.',
  en: 'SERVICE is not allowed: ask the other endpoint from your side.',
};
const updateHint: Hint = {
  fr: 'Ce service ne répond qu’aux lectures : SELECT, ASK, CONSTRUCT, DESCRIBE.',
  en: 'This service only answers reads: SELECT, ASK, CONSTRUCT, DESCRIBE.',
};
const mistakeHints: Readonly<Record<TokenMistake['mistake'], Hint>> = {
  'unfinished-string': {
    fr: 'Ce texte entre guillemets n’est pas fermé.',
    en: 'This quoted text is not closed.',
  },
  'unknown-character': { fr: 'Ce caractère n’a pas de sens ici.', en: 'This character has no meaning here.' },
  'unwelcome-escape': {
    fr: 'Écrivez le caractère lui-même, sans échappement ni espace dans les IRI.',
    en: 'Write the character itself, without an escape; IRIs hold no space.',
  },
  unbalanced: {
    fr: 'Une parenthèse, un crochet ou une accolade n’a pas son pendant.',
    en: 'A bracket or brace has no counterpart.',
  },
};

function graphHint(base: string): Hint {
  const own = `${base}/graph/… , ${base}/record/…`;
  return {
    fr: `FROM ne peut nommer que nos graphes : ${own}`,
    en: `FROM can only name our own graphs: ${own}`,
  };
}
