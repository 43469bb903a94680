import type { Quad } from 'n3';

const pattern = 'http://www.w3.org/ns/shacl#pattern';

/** A quantified group that itself holds a quantifier or alternatives: the form behind exponential backtracking. */
const riskyGroup = /\((?:[^()\\]|\\.)*(?:[*+}|])(?:[^()\\]|\\.)*\)[*+{]/;

/** Throws for a `sh:pattern` whose matching could take exponential time on a hostile text. */
export function assertSafePatterns(quads: readonly Quad[], file: string): void {
  for (const { predicate, object } of quads) {
    if (predicate.value !== pattern || !riskyGroup.test(object.value)) continue;
    throw new Error(
      `${file}: the pattern ${object.value} repeats a group that repeats or chooses: write it without nested repetition.`,
    );
  }
}
