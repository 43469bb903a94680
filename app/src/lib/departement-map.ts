/** Codes of the départements that the drawn map of France holds: those of the European part. */
export const departementCodes: readonly string[] = Array.from({ length: 95 }, (_, index) =>
  String(index + 1).padStart(2, '0'),
).flatMap((code) => (code === '20' ? ['2A', '2B'] : [code]));

const shades = 4;

/** The shade of a count, 0 for none and 4 for the most; by the square root, so that small counts can be told apart. */
export function shadeOf(count: number, most: number): number {
  return count <= 0 || most <= 0 ? 0 : Math.min(shades, Math.ceil(shades * Math.sqrt(count / most)));
}
