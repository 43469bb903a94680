/** A token of SPARQL with its place; lines and columns count from 1, `start` and `end` are offsets into the text. */
export interface SparqlToken {
  readonly kind: 'iri' | 'string' | 'variable' | 'name' | 'blank' | 'language' | 'number' | 'word' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  /** Brackets of any sort that are open around it. */
  readonly depth: number;
}

/** Where a text stops being tokens of SPARQL, and why. */
export interface TokenMistake {
  readonly mistake: 'unfinished-string' | 'unknown-character' | 'unwelcome-escape' | 'unbalanced';
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

type Kind = SparqlToken['kind'];

const blanks = /(?:[\s\uFEFF]|#[^\r\n]*)*/y;
const letter = String.raw`[\p{L}\p{M}\p{N}_\u00B7\u203F\u2040]`;
// Bounded: each word is first tried as a prefix, which may run on over dots.
const prefix = String.raw`(?:\p{L}(?:(?:${letter}|[.-]){0,80}(?:${letter}|-))?)?`;
const localPart = String.raw`(?:${letter}|:|%[\dA-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])`;
const patterns: readonly (readonly [Kind, RegExp])[] = [
  // No escape in an IRI: what it stands for is not what other readers of the text see.
  ['iri', /<[^\p{Cc} <>"{}|^`\\]*>/uy],
  ['variable', new RegExp(String.raw`[?$]${letter}+`, 'uy')],
  ['blank', new RegExp(String.raw`_:${letter}(?:(?:${letter}|[.-])*(?:${letter}|-))?`, 'uy')],
  [
    'name',
    new RegExp(String.raw`${prefix}:(?:${localPart}(?:(?:${localPart}|[.-])*(?:${localPart}|-))?)?`, 'uy'),
  ],
  ['language', /@[A-Za-z]+(?:-[A-Za-z\d]+)*/y],
  ['number', /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z][A-Za-z\d_]*/y],
  ['sign', /\^\^|&&|\|\||!=|<=|>=|[{}()[\].,;*/+\-|^!=<>?]/y],
];
const stringStart = /"""|'''|"|'/y;
const escapes = /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([\s\S]))/g;
const closing: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/**
 * Splits a query into tokens before any parser sees it, in time linear to its length and without recursion. Comments
 * are left out. Escapes by code point are refused but for letters and digits in strings: some engines decode them
 * before they read the text, so that a quote or a brace could hide in one. Stops one token past `limit`.
 */
export function sparqlTokens(
  text: string,
  { limit }: { readonly limit: number },
): readonly SparqlToken[] | TokenMistake {
  const tokens: SparqlToken[] = [];
  const open: string[] = [];
  const place = placer(text);
  let at = matchEnd(blanks, text, 0) ?? 0;
  while (at < text.length && tokens.length <= limit) {
    const found = stringAt(text, at) ?? tokenAt(text, at);
    const { line, column } = place(at);
    if ('mistake' in found) return { ...found, text: text.slice(at, at + 20), line, column };
    const token = text.slice(at, found.end);
    if (found.kind === 'sign' && Object.values(closing).includes(token)) {
      if (open.pop() !== token) return { mistake: 'unbalanced', text: token, line, column };
    }
    tokens.push({
      kind: found.kind,
      text: token,
      start: at,
      end: found.end,
      line,
      column,
      depth: open.length,
    });
    const closer = found.kind === 'sign' ? closing[token] : undefined;
    if (closer !== undefined) open.push(closer);
    at = matchEnd(blanks, text, found.end) ?? found.end;
  }
  const missing = open.at(-1);
  return missing === undefined || tokens.length > limit
    ? tokens
    : { mistake: 'unbalanced', text: '', ...place(text.length) };
}

type Found = { readonly kind: Kind; readonly end: number } | Pick<TokenMistake, 'mistake'>;

function tokenAt(text: string, at: number): Found {
  for (const [kind, pattern] of patterns) {
    const end = matchEnd(pattern, text, at);
    if (end !== undefined) return { kind, end };
  }
  return { mistake: text[at] === '\\' ? 'unwelcome-escape' : 'unknown-character' };
}

function stringAt(text: string, at: number): Found | undefined {
  const start = matchEnd(stringStart, text, at);
  if (start === undefined) return undefined;
  const quote = text.slice(at, start);
  for (let next = start; next < text.length; next += 1) {
    const character = text[next];
    if (character === '\\') next += 1;
    else if (quote.length === 1 && (character === '\n' || character === '\r')) break;
    else if (text.startsWith(quote, next)) {
      const end = next + quote.length;
      return hasUnwelcomeEscape(text.slice(start, next))
        ? { mistake: 'unwelcome-escape' }
        : { kind: 'string', end };
    }
  }
  return { mistake: 'unfinished-string' };
}

function hasUnwelcomeEscape(content: string): boolean {
  return content.matchAll(escapes).some(([, short, long, other]) => {
    const hex = short ?? long;
    if (hex === undefined) return !'tbnrf\\"\''.includes(other ?? '');
    const code = Number.parseInt(hex, 16);
    const isCharacter = code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
    const isPlain = code >= 0x80 ? isCharacter : /[A-Za-z\d]/.test(String.fromCharCode(code));
    return !isPlain;
  });
}

function matchEnd(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Line and column of offsets that only ever grow. */
function placer(text: string): (offset: number) => { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  return (offset) => {
    for (
      let end = text.indexOf('\n', lineStart);
      end !== -1 && end < offset;
      end = text.indexOf('\n', lineStart)
    ) {
      line += 1;
      lineStart = end + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
