import { analyse } from '../analysis/analyse.ts';
import type { Lexeme } from '../analysis/lexeme.ts';
import type { TextPart } from '../document.ts';
import { maxPosition, nameField, positionBits, textGap } from './fields.ts';

/**
 * Tells each word of a field that is looked for, with its occurrence as {@link positionBits} lays it out, and gives the
 * field's length in words. Stop words take their place, and are told in names only.
 */
export function readField(
  parts: readonly TextPart[],
  field: number,
  tell: (lexeme: Lexeme, occurrence: number) => void,
): number {
  let base = 0;
  let length = 0;
  for (const { text, rule } of parts) {
    let end = base;
    for (const { lexeme, position, span } of analyse(text, rule)) {
      const at = base + position;
      end = at + 1;
      if (span === 1 && !lexeme.isStopWord) length += 1;
      if (lexeme.isStopWord && field !== nameField) continue;
      tell(lexeme, (field << positionBits) | Math.min(at, maxPosition));
    }
    base = end + textGap;
  }
  return length;
}
