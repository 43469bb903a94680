import { rdfFormatOf } from '@carrefour/harvesters';
import type { Quad } from 'n3';
import { AppError } from '../domain/app-error.ts';
import type { InputFormat, ValidationInput } from '../domain/validation.ts';
import type { Finding } from './finding.ts';
import { readJsonLd } from './read-json-ld.ts';
import { readStatements } from './read-statements.ts';
import { readTable } from './read-table.ts';
import type { SourceLines } from './source-lines.ts';
import type { InputBounds } from './validator.ts';

/** What an input says, where, and what could not be read of it. */
export interface ReadInput {
  /** Blank nodes have got names of their own below the record. */
  readonly quads: readonly Quad[];
  readonly lines: SourceLines;
  readonly findings: readonly Finding[];
}

type Reader = (text: string, reading: Reading) => Promise<ReadInput>;

/** How a text is to be read. */
export interface Reading {
  readonly format: InputFormat;
  /** What relative names resolve against. */
  readonly base: string;
  readonly bounds: InputBounds;
  readonly mapping: string | undefined;
}

const readers: Readonly<Record<InputFormat, Reader>> = {
  jsonld: readJsonLd,
  turtle: readStatements,
  trig: readStatements,
  ntriples: readStatements,
  nquads: readStatements,
  rdfxml: readStatements,
  csv: readTable,
};

/** The syntax of an input: the one told, else by media type, name and first sign; a mapping makes it a table. */
export function formatOf({
  format,
  mediaType = '',
  name = '',
  mapping = '',
  text,
}: ValidationInput): InputFormat {
  if (format !== undefined) return format;
  if (/^text\/csv\b/i.test(mediaType) || /\.(?:csv|tsv)$/i.test(name)) return 'csv';
  if (mapping.trim() !== '' && !/^\s*[{[<@]/.test(text)) return 'csv';
  const told = /^text\/(?:plain|html)/i.test(mediaType) ? {} : { mediaType };
  return rdfFormatOf(text, { name, ...told });
}

/** Reads an input in its syntax. Rejects with AppError `too-large` when it passes a bound; all else is a finding. */
export async function readInput(
  input: ValidationInput,
  { format, base, bounds }: Omit<Reading, 'mapping'>,
): Promise<ReadInput> {
  const weight = Buffer.byteLength(input.text) + Buffer.byteLength(input.mapping ?? '');
  if (weight > bounds.bytes) {
    throw new AppError(
      'too-large',
      `This is larger than ${String(bounds.bytes / 1_000_000)} MB: validate a part of it, a few records are enough.`,
    );
  }
  return readers[format](input.text, { format, base, bounds, mapping: input.mapping });
}
