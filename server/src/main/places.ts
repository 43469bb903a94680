import { openPlaces, type Places } from '../enrich/places.ts';
import { readUpdate } from '../enrich/reference/update-files.ts';

/** The places of a data folder: the bundled reference, with the official territories where an update brought them. */
export function openPlacesOf(data: string): Promise<Places> {
  return Promise.resolve(openPlaces({ update: readUpdate(data) }));
}
