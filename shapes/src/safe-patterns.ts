import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import type { Quad } from 'n3';

const pattern = 'http://www.w3.org/ns/shacl#pattern';

/** A group that repeats more often than this can make its ambiguities multiply beyond any patience. */
const harmlessRepetitions = 5;

/**
 * Throws for a `sh:pattern` whose matching could take exponential time on a hostile text, and for one that is no
 * regular expression. Exponential backtracking needs a repeated group that can match one text in several ways, so a
 * repeated group may hold neither a repetition of varying length nor a choice: this refuses some harmless patterns, and
 * lets no harmful one through. Polynomial ones pass: the lengths of values are bounded by other constraints.
 */
export function assertSafePatterns(quads: readonly Quad[], file: string): void {
  for (const { predicate, object } of quads) {
    if (predicate.value !== pattern || !isRisky(readPattern(object.value, file))) continue;
    throw new Error(
      `${file}: the pattern ${object.value} repeats a group that repeats or chooses, and could take for ever on some ` +
        'texts: write it without nested repetition.',
    );
  }
}

function readPattern(source: string, file: string): AST.Pattern {
  try {
    return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source);
  } catch (cause) {
    throw new Error(`${file}: the pattern ${source} is not a regular expression that JavaScript reads.`, {
      cause,
    });
  }
}

function isRisky(root: AST.Pattern): boolean {
  let risky = false;
  visitRegExpAST(root, {
    onQuantifierEnter({ element, max }) {
      if (max > harmlessRepetitions && isAmbiguous(element)) risky = true;
    },
  });
  return risky;
}

/** Whether a part of a pattern holds a repetition of varying length, a choice, or a reference back. */
function isAmbiguous(element: AST.Node): boolean {
  let ambiguous = false;
  const chooses = ({ alternatives }: { readonly alternatives: readonly unknown[] }): void => {
    if (alternatives.length > 1) ambiguous = true;
  };
  visitRegExpAST(element, {
    onQuantifierEnter({ min, max }) {
      if (min !== max) ambiguous = true;
    },
    onGroupEnter: chooses,
    onCapturingGroupEnter: chooses,
    onBackreferenceEnter() {
      ambiguous = true;
    },
  });
  return ambiguous;
}
