/**
 * The base that every IRI of ours has inside the ledger. Views replace it by `CARREFOUR_BASE_IRI` on their way
 * out, so that moving the platform to another address rewrites nothing. `.invalid` can never be a real host (RFC 2606).
 */
export const placeholderBase = 'https://carrefour.invalid';

/** An own IRI, absolute or not, from its path: `ownIri('/id/abc')`. */
export function ownIri(path: `/${string}`): string {
  return placeholderBase + path;
}

/** Replaces the placeholder by the public base in a text that holds IRIs (N-Quads, JSON, Turtle). */
export function withBase(text: string, base: string): string {
  return text.replaceAll(placeholderBase, base);
}
