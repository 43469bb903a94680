/** Codes of the départements that the drawn map of France holds: those of the European part. */
export const departementCodes: readonly string[] = Array.from({ length: 95 }, (_, index) =>
  String(index + 1).padStart(2, '0'),
).flatMap((code) => (code === '20' ? ['2A', '2B'] : [code]));

const shades = 4;

/**
 * The shade of a count, 0 for none and 4, the strongest, for the most. Few counts are spread evenly over the shades; many by
 * their square root, so that small ones can be told apart.
 */
export function shadeOf(count: number, most: number): number {
  if (count <= 0 || most <= 0) return 0;
  const share = Math.min(1, count / most);
  return Math.ceil(shades * (most <= shades ? share : Math.sqrt(share)));
}
