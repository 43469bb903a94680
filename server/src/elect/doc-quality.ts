import { car, schema } from '@carrefour/ontology';
import type { Checker, CheckReport } from '@carrefour/shapes';
import { describe } from '../domain/description.ts';
import { kindClasses } from '../domain/kind-classes.ts';
import type { DocQuality, ThingDoc } from '../domain/thing-doc.ts';
import { thingIri } from '../domain/thing-id.ts';
import { qualityOf } from '../enrich/quality.ts';
import type { Elected } from './elect.ts';

/** The score of a doc, from the report on the statements that it was made of. */
export function docQuality({
  plain,
  elected,
  report,
  checker,
}: {
  readonly plain: ThingDoc;
  readonly elected: Elected;
  readonly report: CheckReport;
  readonly checker: Checker;
}): DocQuality {
  const root = thingIri(plain.id);
  const failures = new Map(
    report.results
      .filter(({ focusNode }) => focusNode === root)
      .map(({ sourceShape, message }) => [sourceShape, message]),
  );
  const description = describe(elected.quads);
  const confirmedAt = [
    description.first(root, car.lastConfirmed),
    description.first(root, schema.dateModified),
  ]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  return qualityOf({
    kind: plain.kind,
    asked: checker.constraintsOn(kindClasses[plain.kind]).map((constraint) => {
      const failure = failures.get(constraint);
      return failure === undefined ? { constraint } : { constraint, failure };
    }),
    places: plain.places,
    isOpen: plain.isOpen,
    readAt:
      plain.sources
        .map(({ harvestedAt }) => harvestedAt)
        .sort()
        .at(-1) ?? '',
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
  });
}
