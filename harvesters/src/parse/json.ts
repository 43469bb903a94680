import { ParseError } from './parse-error.ts';

const excerptLength = 60;
const assignment = /^\s*(?:(?:var|let|const)\s+|window\.)[A-Za-z_$][\w$.]*\s*=\s*/;

/**
 * Parses JSON text. With `unwrap: 'js-assignment'` a file that assigns it to a variable (`var X = …;`) is taken out of
 * its wrapping first, and never run; plain JSON is read unchanged. Throws ParseError with line, column and an excerpt.
 */
export function parseJson(text: string, { unwrap }: { unwrap?: 'js-assignment' } = {}): unknown {
  const start = unwrap === undefined ? 0 : (assignment.exec(text)?.[0].length ?? 0);
  const body = start === 0 ? text : text.slice(start).replace(/[\s;]+$/, '');
  try {
    return JSON.parse(body) as unknown;
  } catch (cause) {
    throw describe(text, { start, cause });
  }
}

function describe(text: string, { start, cause }: { start: number; cause: unknown }): ParseError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const position = /position (\d+)/.exec(message)?.[1];
  if (text.trim() === '') return new ParseError('This is empty where JSON was expected.', { cause });
  if (text.trimStart().startsWith('<')) {
    return new ParseError('This is a web page where JSON was expected: it may be a sign-in or error page.', {
      cause,
    });
  }
  const at = start + Number(position ?? text.length - start);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const excerpt = text
    .slice(Math.max(0, at - excerptLength / 2), at + excerptLength / 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return new ParseError(
    `This is not JSON: line ${String(line)}, column ${String(column)}, near “${excerpt}”.`,
    { cause, line },
  );
}
