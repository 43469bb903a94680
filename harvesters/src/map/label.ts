/** A label without case, accents and repeated spaces, for comparisons. */
export function comparable(label: string): string {
  return label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}
