import { ParseError, parseCsv, readMapping, type Mapping } from '@carrefour/harvesters';
import type { Quad } from 'n3';
import { assertFew } from './bounded-quads.ts';
import type { Finding } from './finding.ts';
import type { ReadInput, Reading } from './read-input.ts';
import { linesOfStatements, type LocatedQuad, type SourceLines } from './source-lines.ts';

const noLines: SourceLines = { lineOf: () => undefined };

/** Reads a table with the mapping that says what its columns mean; each row is a record. */
export function readTable(
  text: string,
  { base, bounds, mapping: yarrrml = '' }: Reading,
): Promise<ReadInput> {
  const { mapping, findings } = mappingOf(yarrrml);
  if (mapping === undefined) return Promise.resolve({ quads: [], lines: noLines, findings });
  const read: LocatedQuad[] = [];
  for (const row of rowsOf(text, findings)) {
    const mapped = mapRow(row, { mapping, base });
    findings.push(...mapped.findings);
    for (const quad of mapped.quads) read.push({ quad, line: row.line });
    assertFew(read.length, bounds.quads);
  }
  return Promise.resolve({ quads: read.map(({ quad }) => quad), lines: linesOfStatements(read), findings });
}

function mappingOf(yarrrml: string): { mapping?: Mapping; findings: Finding[] } {
  if (yarrrml.trim() === '') {
    const message = {
      fr: 'Un tableau ne dit pas ce que veulent dire ses colonnes : joignez une correspondance YARRRML.',
      en: 'A table does not say what its columns mean: add a YARRRML mapping.',
    };
    return { findings: [{ cause: 'mapping-missing', severity: 'violation', message }] };
  }
  const { mapping, mistakes } = readMapping(yarrrml);
  const findings = mistakes.map(({ line, field, message, mend }): Finding => ({
    cause: 'mapping-wrong',
    severity: 'violation',
    document: 'mapping',
    line,
    ...(field === '' ? {} : { path: field }),
    message: {
      fr: `La correspondance est à corriger à cet endroit (${field === '' ? 'YAML' : field}). ${message} ${mend}`,
      en: `${message} ${mend}`,
    },
  }));
  return { ...(mapping === undefined ? {} : { mapping }), findings };
}

interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows that can be told apart; the others, and a text that is no table, become findings. */
function rowsOf(text: string, findings: Finding[]): Row[] {
  try {
    return parseCsv(text).flatMap((row) => {
      if ('cells' in row) return [row];
      findings.push(brokenRow(row));
      return [];
    });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    findings.push(brokenRow({ line: 1, reason: error.message }));
    return [];
  }
}

function brokenRow({ line, reason }: { line: number; reason: string }): Finding {
  return {
    cause: 'unreadable',
    severity: 'violation',
    line,
    message: {
      fr: 'Cette ligne n’a pas autant de cellules que la première nomme de colonnes : un séparateur manque, ou un texte qui en contient un est sans guillemets.',
      en: reason,
    },
  };
}

/** A row of which nothing is left: without a word it would seem to be right. */
function emptyRow(line: number): Finding {
  return {
    cause: 'describes-nothing',
    severity: 'violation',
    line,
    message: {
      fr: 'Cette ligne ne décrit rien : remplissez les cellules que la traduction lit, le nom d’abord.',
      en: 'This row describes nothing: fill the cells that the mapping reads, the name first.',
    },
  };
}

function mapRow(
  { line, cells }: Row,
  { mapping, base }: { mapping: Mapping; base: string },
): { quads: Quad[]; findings: Finding[] } {
  const { quads, problems, unmappedLabels } = mapping.map(cells, {
    base: `${base}-${String(line)}`,
    language: 'fr',
  });
  return {
    quads,
    findings: [
      ...(quads.length === 0 ? [emptyRow(line)] : []),
      ...problems.map(({ field, message }): Finding => ({
        cause: 'value-unusable',
        severity: 'warning',
        line,
        path: field,
        message,
      })),
      ...unmappedLabels.map(({ scheme, label }): Finding => ({
        cause: 'label-without-concept',
        severity: 'info',
        line,
        value: label,
        message: {
          fr: `« ${label} » n’a pas encore de concept (${scheme}) : cela se dit dans crosswalk.csv quand la source est ajoutée.`,
          en: `“${label}” has no concept yet (${scheme}): crosswalk.csv says it when the source is added.`,
        },
      })),
    ],
  };
}
