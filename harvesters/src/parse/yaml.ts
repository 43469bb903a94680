import { LineCounter, parseDocument } from 'yaml';
import { ParseError } from './parse-error.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Aliases beyond this are a bomb, not a convenience. */
const maxAliasCount = 50;

/**
 * Parses one YAML 1.2 document (core schema: dates stay texts) into JSON; numbers that JSON lacks (`.nan`, `.inf`)
 * become texts. Throws ParseError with the line; `firstLine` is where the text begins within its file, from 1.
 */
export function parseYaml(text: string, { firstLine = 1 }: { firstLine?: number } = {}): Json {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = counter.linePos(error.pos[0]).line + firstLine - 1;
    const mend = 'Check indentation, quotes around texts with “: ” or “#”, and names written twice.';
    const what = error.message.replace(/[.\s]+$/, '');
    throw new ParseError(`Line ${String(line)} is not valid YAML (${what}). ${mend}`, { cause: error, line });
  }
  try {
    return toJson(document.toJS({ maxAliasCount }) as unknown);
  } catch (cause) {
    const message = 'This YAML repeats its aliases (*name) or nests its values too often: write them out.';
    throw new ParseError(message, { cause, line: firstLine });
  }
}

function toJson(value: unknown): Json {
  if (Array.isArray(value)) return (value as unknown[]).map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]));
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'bigint' ? String(value) : null;
}
