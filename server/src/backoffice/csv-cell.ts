/** What a spreadsheet would take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/**
 * A text as a cell of CSV (RFC 4180). A leading sign that a spreadsheet would compute is defused by an apostrophe;
 * plain numbers stay numbers.
 */
export function csvCell(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
