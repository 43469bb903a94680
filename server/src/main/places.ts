import { openPlaces, type Places } from '../enrich/places.ts';

/** The places of a data folder: the bundled reference, with the official territories where an update brought them. */
export function openPlacesOf(_data: string): Promise<Places> {
  return Promise.resolve(openPlaces());
}
