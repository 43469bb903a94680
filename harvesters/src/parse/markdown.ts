import { Marked, type Token, type Tokens } from 'marked';
import { ParseError } from './parse-error.ts';
import { parseYaml } from './yaml.ts';

type Json = ReturnType<typeof parseYaml>;

/** What stands under one heading, headings below it included. */
export interface Section {
  /** The words of the heading; empty for what stands before the first one. */
  readonly heading: string;
  /** The heading without case, accents and signs, for comparisons: `L’impact 💡 :` is `l impact`. */
  readonly key: string;
  /** 1 to 6 as Markdown counts; 7 for a line in bold that stands alone; 0 before the first heading. */
  readonly level: number;
  /** Markdown. */
  readonly text: string;
}

/** A Markdown file taken apart. */
export interface MarkdownFile {
  readonly frontMatter: { readonly [name: string]: Json };
  /** Markdown after the front matter. */
  readonly body: string;
  readonly sections: readonly Section[];
}

const maxLength = 2_000_000;
/** Below the six levels of Markdown: lines in bold that serve as headings, of at most so many characters. */
const deepest = 7;
const longestBoldLine = 100;
const marked = new Marked({ gfm: true });

/** Takes a Markdown file apart. Throws ParseError, with the line, for front matter that is not YAML or has no end. */
export function parseMarkdown(text: string): MarkdownFile {
  if (text.length > maxLength) {
    throw new ParseError('This file is longer than 2,000,000 characters: cut it into several.');
  }
  const { yaml, body } = apart(text);
  const frontMatter = yaml === undefined ? {} : parseYaml(yaml, { firstLine: 2 });
  if (frontMatter !== null && (typeof frontMatter !== 'object' || Array.isArray(frontMatter))) {
    const message = 'The front matter is not a list of “name: value” lines: write one field a line.';
    throw new ParseError(message, { line: 2 });
  }
  return {
    frontMatter: (frontMatter as MarkdownFile['frontMatter'] | null) ?? {},
    body,
    sections: sectionsOf(body),
  };
}

/** Front matter stands between two lines `---`, the first of which is the first line of the file. */
function apart(text: string): { yaml?: string; body: string } {
  const begin = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (begin === null) return { body: text.trim() };
  const rest = text.slice(begin[0].length);
  const end = /^---[ \t]*(?:\r?\n|$)/m.exec(rest);
  if (end === null) {
    const message = 'The front matter does not end: write a line of three hyphens (---) below it.';
    throw new ParseError(message, { line: 1 });
  }
  return { yaml: rest.slice(0, end.index), body: rest.slice(end.index + end[0].length).trim() };
}

function sectionsOf(body: string): Section[] {
  const tokens = marked.lexer(body);
  const headings = tokens.flatMap((token, index) => {
    const heading = headingOf(token);
    return heading === undefined ? [] : [{ ...heading, index }];
  });
  const textFrom = (start: number, level: number): string => {
    const end = headings.find((heading) => heading.index >= start && heading.level <= level)?.index;
    return tokens
      .slice(start, end)
      .map(({ raw }) => raw)
      .join('')
      .trim();
  };
  const lead = textFrom(0, deepest);
  const sections = headings.map(({ index, level, heading }) => {
    return { heading, key: keyOf(heading), level, text: textFrom(index + 1, level) };
  });
  return lead === '' ? sections : [{ heading: '', key: '', level: 0, text: lead }, ...sections];
}

function headingOf(token: Token): { heading: string; level: number } | undefined {
  const inner = innerOf(token);
  const heading = words(inner).replace(/\s+/gu, ' ').trim();
  if (token.type === 'heading') return { heading, level: (token as Tokens.Heading).depth };
  if (token.type !== 'paragraph' || heading === '' || heading.length > longestBoldLine) return undefined;
  const isBold = inner.every(({ type, raw }) => type === 'strong' || /^[\s:.]*$/.test(raw));
  return isBold && inner.some(({ type }) => type === 'strong') ? { heading, level: deepest } : undefined;
}

function words(tokens: readonly Token[]): string {
  return tokens.map((token) => (innerOf(token).length > 0 ? words(innerOf(token)) : textOf(token))).join('');
}

function innerOf(token: Token): readonly Token[] {
  return ('tokens' in token ? token.tokens : undefined) ?? [];
}

function textOf(token: Token): string {
  if (token.type === 'html') return '';
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}

function keyOf(heading: string): string {
  const letters = heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
