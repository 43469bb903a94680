import type { SparqlToken } from './sparql-tokens.ts';
import type { QueryForm } from './triple-store.ts';

/** A query whose LIMIT stays within a cap. */
export interface LimitedQuery {
  readonly text: string;
  /**
   * For CONSTRUCT and DESCRIBE whose solutions had to be limited: a SELECT with one row when there are more solutions
   * than the cap. The triples alone would not tell, for several solutions can give the same one.
   */
  readonly probe?: string;
}

interface Source {
  readonly text: string;
  readonly tokens: readonly SparqlToken[];
  readonly form: QueryForm;
}

/** Sets the LIMIT of the outermost query to at most `cap` + 1; what stands in subqueries is left as it is. */
export function withLimit(source: Source, cap: number): LimitedQuery {
  const { text, tokens, form } = source;
  if (form === 'ask') return { text };
  const own = modifier(tokens, 'LIMIT');
  if (own !== undefined && own.value <= cap) return { text };
  const limited =
    own === undefined
      ? insertModifiers(source, `LIMIT ${cap + 1}`)
      : text.slice(0, own.start) + `LIMIT ${cap + 1}` + text.slice(own.end);
  const probe = form === 'select' ? undefined : probeOf(source, cap);
  return probe === undefined ? { text: limited } : { text: limited, probe };
}

interface Modifier {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

function modifier(tokens: readonly SparqlToken[], name: string): Modifier | undefined {
  const index = tokens.findIndex((token) => isWord(token, name));
  const [word, number] = [tokens[index], tokens[index + 1]];
  if (word === undefined || number === undefined) return undefined;
  return { value: Number(number.text), start: word.start, end: number.end };
}

/** Modifiers stand at the end, but before a last VALUES; a line break first, for the text may end in a comment. */
function insertModifiers({ text, tokens }: Pick<Source, 'text' | 'tokens'>, modifiers: string): string {
  const at = tokens.find((token) => isWord(token, 'VALUES'))?.start ?? text.length;
  return `${text.slice(0, at)}\n${modifiers}\n${text.slice(at)}`;
}

function probeOf({ text, tokens, form }: Source, cap: number): string | undefined {
  const verb = tokens.findIndex((token) => isWord(token, form.toUpperCase()));
  const after = tokens.slice(verb + 1);
  const hasTemplate = form === 'construct' && after[0]?.text === '{';
  const body = hasTemplate
    ? after[after.findIndex(({ text: sign, depth }) => sign === '}' && depth === 0) + 1]
    : after.find((token) => token.text === '{' || isWord(token, 'WHERE') || isWord(token, 'FROM'));
  const start = tokens[verb]?.start;
  if (start === undefined || body === undefined) return undefined;
  const cut = [modifier(tokens, 'LIMIT'), modifier(tokens, 'OFFSET')];
  const blanked = cut.reduce(
    (whole, span) =>
      span === undefined
        ? whole
        : whole.slice(0, span.start) + ' '.repeat(span.end - span.start) + whole.slice(span.end),
    text,
  );
  const offset = (modifier(tokens, 'OFFSET')?.value ?? 0) + cap;
  const limited = insertModifiers({ text: blanked, tokens }, `LIMIT 1 OFFSET ${offset}`);
  return `${limited.slice(0, start)}SELECT (1 AS ?more) ${limited.slice(body.start)}`;
}

function isWord({ kind, text, depth }: SparqlToken, name: string): boolean {
  return depth === 0 && kind === 'word' && text.toUpperCase() === name;
}
