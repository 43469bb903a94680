import { car, schema } from '@carrefour/ontology';
import type { DocPlace, PlaceRole } from '../domain/thing-doc.ts';
import { electionKey, type Elected } from './elect.ts';
import type { Description } from '../domain/description.ts';

/** What a source says of a place, before it is located; `source` is the one whose value was elected. */
export type ElectedPlace = Omit<DocPlace, 'precision' | 'territories'> & { readonly source: string };

const roles: readonly (readonly [role: PlaceRole, property: string])[] = [
  ['implemented', car.implementedIn],
  ['serves', car.serves],
  ['seat', car.seat],
];

/** The places of an elected thing by role, in a stable order. */
export function electedPlaces(root: string, elected: Elected, description: Description): ElectedPlace[] {
  return roles.flatMap(([role, property]) => {
    const source = elected.winners.get(electionKey(property))?.claim.record.source ?? '';
    return description
      .objects(root, property)
      .map((node) => ({ role, source, ...placeOf(node, description) }));
  });
}

function placeOf(node: string, description: Description): Omit<ElectedPlace, 'role' | 'source'> {
  const text = (subject: string, property: string): string | undefined =>
    description.first(subject, property);
  const address = description.objects(node, schema.address)[0] ?? node;
  const lat = coordinate(text(node, schema.latitude), 90);
  const lon = coordinate(text(node, schema.longitude), 180);
  const found = {
    name: text(node, schema.name),
    street: text(address, schema.streetAddress),
    postcode: text(address, schema.postalCode),
    city: text(address, schema.addressLocality),
    country: text(address, schema.addressCountry),
    ...(lat === undefined || lon === undefined ? {} : { lat, lon }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function coordinate(text: string | undefined, limit: number): number | undefined {
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= limit ? value : undefined;
}
