import type { LanguageText } from '../domain/thing-doc.ts';
import type { ValidationCause, ValidationPlace } from '../domain/validation.ts';

/** One thing that is wrong in one place. */
export interface Finding extends Omit<ValidationPlace, 'document'> {
  readonly cause: string;
  readonly severity: ValidationCause['severity'];
  readonly message: LanguageText;
  readonly document?: ValidationPlace['document'];
}

/** Places that a report names of one cause. */
const mostPlaces = 50;
const severities: readonly ValidationCause['severity'][] = ['violation', 'warning', 'info'];
const last = Number.MAX_SAFE_INTEGER;

/** Findings by their cause, worst first; findings of one cause that say different things are causes of their own. */
export function groupByCause(findings: readonly Finding[]): ValidationCause[] {
  const groups = Map.groupBy(findings, ({ cause, message }) => `${cause} ${message['en'] ?? ''}`);
  return [...groups.values()]
    .flatMap((group): ValidationCause[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { cause, severity, message } = first;
      const places = group
        .map(placeOf)
        .sort((a, b) => (a.line ?? last) - (b.line ?? last))
        .slice(0, mostPlaces);
      return [{ cause, severity, message, count: group.length, places }];
    })
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        (a.places[0]?.line ?? last) - (b.places[0]?.line ?? last),
    );
}

function placeOf({ line, document = 'input', focusNode, path, value }: Finding): ValidationPlace {
  return {
    document,
    ...(line === undefined ? {} : { line }),
    ...(focusNode === undefined ? {} : { focusNode }),
    ...(path === undefined ? {} : { path }),
    ...(value === undefined ? {} : { value: value.slice(0, 300) }),
  };
}
