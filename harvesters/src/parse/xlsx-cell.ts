import { ParseError } from './parse-error.ts';

/** What a cell holds; dates as ISO 8601 texts, nothing as null. */
export type CellValue = null | boolean | number | string;

/** A cell as it is stored (ECMA-376 §18.3.1.4). */
export interface StoredCell {
  /** Its type: `n` when it says none. */
  readonly type: string;
  /** Its number among the styles. */
  readonly style: number;
  /** What it holds, not yet understood. */
  readonly text: string;
}

/** What cells of a workbook are understood by. */
export interface CellRules {
  readonly sharedStrings: readonly string[];
  /** Numbers of the styles that show dates or times. */
  readonly dateStyles: ReadonlySet<number>;
  /** Days are counted from 1904 instead of 1900. */
  readonly isFrom1904: boolean;
}

const dayMilliseconds = 86_400_000;
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31: no date lies beyond. */
const lastDay = 2_958_465;

/** A cell's value. Throws ParseError for one that points to a text that there is not, or that is no number or date. */
export function cellValue({ type, style, text }: StoredCell, rules: CellRules): CellValue {
  if (text === '') return null;
  switch (type) {
    case 's': {
      const shared = rules.sharedStrings[Number(text)];
      if (shared === undefined)
        throw new ParseError(`it names a text (${text}) that the workbook does not hold`);
      return textValue(shared);
    }
    case 'b':
      return text === '1' || text === 'true';
    case 'n':
      return rules.dateStyles.has(style) ? dateOf(numberOf(text), rules) : numberOf(text);
    default:
      return textValue(text);
  }
}

function textValue(text: string): string | null {
  const plain = text.replace(/_x([\dA-F]{4})_/gi, (_whole, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return plain.trim() === '' ? null : plain.trim();
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number)) throw new ParseError(`“${text.slice(0, 40)}” is not a number`);
  return number;
}

/** A day, an instant, or (below 1) a time of day. Before March 1900 Excel counts a day that never was. */
function dateOf(serial: number, { isFrom1904 }: CellRules): string {
  if (serial < 0 || serial > lastDay) throw new ParseError(`${String(serial)} is not a date of the calendar`);
  const days = !isFrom1904 && serial >= 1 && serial < 60 ? serial + 1 : serial;
  const seconds = Math.round((days * dayMilliseconds) / 1000) * 1000;
  const iso = new Date((isFrom1904 ? epoch1904 : epoch1900) + seconds).toISOString();
  if (!isFrom1904 && serial < 1) return iso.slice(11, 19);
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** True for a number format that shows days or times (ECMA-376 §18.8.30, §18.8.31). */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49)
    );
  const plain = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/^general/i.test(plain) && /[dmyhs]/i.test(plain);
}
