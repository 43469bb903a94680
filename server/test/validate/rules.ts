import { createChecker } from '@carrefour/shapes';
import type { ValidationInput, ValidationReport } from '../../src/domain/validation.ts';
import { inferNothing } from '../../src/enrich/inference.ts';
import { openPlaces } from '../../src/enrich/places.ts';
import { electionRules } from '../../src/main/election-rules.ts';
import { validateInput } from '../../src/validate/validate-input.ts';
import { publicBounds, type InputBounds } from '../../src/validate/validator.ts';

const rules = electionRules({
  checker: await createChecker(),
  places: openPlaces(),
  sources: new Map(),
  rehearsal: false,
  infer: inferNothing,
});

/** Validates in this process, with the shapes and rules of the server. */
export function validate(
  text: string,
  more: Partial<ValidationInput> & { bounds?: Partial<InputBounds> } = {},
): Promise<ValidationReport> {
  const { bounds, ...input } = more;
  return validateInput(
    { text, profile: 'publishable', ...input },
    { rules, bounds: { ...publicBounds, ...bounds } },
  );
}
