const maxLength = 60;

/** The readable part of a page's address: `garage-solidaire-de-gueret`; empty for a title without letters or digits. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const cut = words.slice(0, maxLength + 1);
  const whole = cut.length > maxLength ? cut.slice(0, Math.max(cut.lastIndexOf('-'), 1)) : cut;
  return whole.replaceAll(/^-+|-+$/g, '');
}
