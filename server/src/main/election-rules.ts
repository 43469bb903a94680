import type { Checker } from '@carrefour/shapes';
import type { ElectionRules } from '../elect/publication.ts';
import { docPlaceOf } from '../enrich/doc-place.ts';
import type { Infer } from '../enrich/inference.ts';
import type { Places } from '../enrich/places.ts';

/** What elections know of a source. */
interface ElectedSource {
  readonly name: Readonly<Record<string, string>>;
  readonly country?: string;
}

/** The rules of elections, from the shapes, the places and the sources that are known. */
export function electionRules({
  checker,
  places,
  sources,
  rehearsal,
  infer,
}: {
  checker: Checker;
  places: Places;
  sources: ReadonlyMap<string, ElectedSource>;
  rehearsal: boolean;
  infer: Infer;
}): ElectionRules {
  return {
    checker,
    rehearsal,
    infer,
    sourceName: (id) => sources.get(id)?.name['fr'] ?? id,
    located: ({ source, ...place }, context) =>
      docPlaceOf(place, { defaultCountry: sources.get(source)?.country, context }, places),
  };
}
