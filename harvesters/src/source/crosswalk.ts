import { parse } from 'csv-parse/sync';
import type { Mistake } from './mistake.ts';

/** What a source's labels mean here: scheme → label as {@link labelKey} writes it → concept codes. */
export type Crosswalk = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

const columns = ['scheme', 'label', 'code'];

/** Labels are compared without case, accents and repeated spaces. */
export function labelKey(label: string): string {
  return label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/**
 * Reads `crosswalk.csv` (`scheme,label,code`, one row a meaning; an empty code says that the label is known and has no
 * concept here). Further columns are notes.
 */
export function readCrosswalk(
  { file, text }: { file: string; text: string },
  isConcept: (scheme: string, code: string) => boolean,
): { crosswalk: Crosswalk; mistakes: Mistake[] } {
  const crosswalk = new Map<string, Map<string, string[]>>();
  const mistakes: Mistake[] = [];
  const { rows, mistake } = rowsOf(file, text);
  if (mistake !== undefined) mistakes.push(mistake);
  for (const { row, line } of rows) {
    const { scheme = '', label = '', code = '' } = row;
    if (scheme === '' || label === '') {
      const message = 'This row lacks its scheme or its label.';
      mistakes.push({ file, line, field: 'scheme', message, mend: 'Write scheme,label,code in every row.' });
      continue;
    }
    if (code !== '' && !isConcept(scheme, code)) {
      const message = `There is no concept “${code}” in the scheme “${scheme}”.`;
      const mend = 'Write a code of that scheme (see ontology/concepts), or leave the code empty.';
      mistakes.push({ file, line, field: 'code', message, mend });
    }
    const labels = crosswalk.get(scheme) ?? new Map<string, string[]>();
    const codes = labels.get(labelKey(label)) ?? [];
    if (code !== '' && !codes.includes(code)) codes.push(code);
    crosswalk.set(scheme, labels.set(labelKey(label), codes));
  }
  return { crosswalk, mistakes };
}

interface Row {
  readonly row: Partial<Record<string, string>>;
  readonly line: number;
}

function rowsOf(file: string, text: string): { rows: Row[]; mistake?: Mistake } {
  try {
    const records = parse(text, { bom: true, trim: true, skip_empty_lines: true, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    const header = records[0]?.record ?? [];
    const missing = columns.filter((column) => !header.includes(column));
    if (missing.length > 0) {
      const message = `The first row lacks: ${missing.join(', ')}.`;
      return {
        rows: [],
        mistake: { file, line: 1, field: '', message, mend: 'Begin with: scheme,label,code' },
      };
    }
    const rows = records.slice(1).map(({ record, info }) => ({
      row: Object.fromEntries(header.map((column, index) => [column, record[index] ?? ''])),
      line: info.lines,
    }));
    return { rows };
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1;
    const message = `This is not valid CSV: ${error instanceof Error ? error.message : String(error)}`;
    const mend = 'Give every row the same number of columns, and quote labels that hold a comma.';
    return { rows: [], mistake: { file, line, field: '', message, mend } };
  }
}
