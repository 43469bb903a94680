import type { FacetValue } from '@carrefour/server/contract';

/** A facet value with the narrower ones below it. */
export interface FacetBranch {
  readonly value: FacetValue;
  readonly narrower: readonly FacetBranch[];
}

/** Values as a forest; a value whose parent is not among them stands at the top. */
export function facetTree(values: readonly FacetValue[]): FacetBranch[] {
  const known = new Set(values.map(({ value }) => value));
  const children = Map.groupBy(values, ({ parent }) => (known.has(parent ?? '') ? (parent ?? '') : ''));
  const below = (parent: string, depth: number): FacetBranch[] =>
    depth > 6
      ? []
      : (children.get(parent) ?? []).map((value) => ({ value, narrower: below(value.value, depth + 1) }));
  return below('', 0);
}

/** True when the value or one below it is chosen. */
export function hasSelection({ value, narrower }: FacetBranch): boolean {
  return value.isSelected || narrower.some(hasSelection);
}
