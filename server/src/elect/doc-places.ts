import { car, schema } from '@carrefour/ontology';
import type { DocPlace, PlaceRole } from '../domain/thing-doc.ts';
import { electionKey, type Elected } from './elect.ts';
import type { Description } from '../domain/description.ts';

/** What a source says of a place, before it is located; `source` is the one whose value was elected. */
export interface ElectedPlace {
  /** IRI of the place. */
  readonly node: string;
  readonly role: PlaceRole;
  readonly source: string;
  readonly name?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  /** As they are written. */
  readonly lat?: string;
  readonly lon?: string;
}

/** Finds where an elected place is; `context`: the words of the thing, which may name its département or région. */
export type Located = (place: ElectedPlace, context: string) => DocPlace;

const roles: readonly (readonly [role: PlaceRole, property: string])[] = [
  ['implemented', car.implementedIn],
  ['serves', car.serves],
  ['seat', car.seat],
];

/** The places of an elected thing by role, in a stable order. */
export function electedPlaces(root: string, elected: Elected, description: Description): ElectedPlace[] {
  const sourceOf = (property: string): string =>
    elected.winners.get(electionKey(property))?.claim.record.source ?? '';
  return placesBy(root, { description, sourceOf });
}

/** The places that statements about a thing give it by role, in a stable order; `sourceOf`: whose a property's values are. */
export function placesBy(
  root: string,
  { description, sourceOf }: { description: Description; sourceOf: (property: string) => string },
): ElectedPlace[] {
  return roles.flatMap(([role, property]) =>
    description
      .objects(root, property)
      .map((node) => ({ node, role, source: sourceOf(property), ...placeOf(node, description) })),
  );
}

function placeOf(node: string, description: Description): Omit<ElectedPlace, 'node' | 'role' | 'source'> {
  const text = (subject: string, property: string): string | undefined =>
    description.first(subject, property);
  const address = description.objects(node, schema.address)[0] ?? node;
  const found = {
    name: text(node, schema.name),
    street: text(address, schema.streetAddress),
    postcode: text(address, schema.postalCode),
    city: text(address, schema.addressLocality),
    region: text(address, schema.addressRegion),
    country: text(address, schema.addressCountry),
    lat: text(node, schema.latitude),
    lon: text(node, schema.longitude),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The words of a thing that may name its département or région. */
export function placeContext(root: string, description: Description): string {
  return [schema.name, schema.description]
    .flatMap((property) => description.texts(root, property))
    .join('\n');
}
