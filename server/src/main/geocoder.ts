import type { Fetch } from '@carrefour/harvesters';
import { createNationalAddressGeocoder } from '../enrich/adapters/national-address.ts';
import { createOfflineGeocoder } from '../enrich/adapters/offline-geocoder.ts';
import type { Geocoder } from '../enrich/geocoder.ts';
import type { Config } from './config.ts';

interface Wiring {
  readonly fetch: Fetch;
  readonly url: string;
  readonly now: () => string;
}

/** Every geocoder by the name that CARREFOUR_GEOCODER gives it. */
const geocoders: Readonly<Record<Config['geocoder']['name'], (wiring: Wiring) => Geocoder>> = {
  offline: createOfflineGeocoder,
  ban: createNationalAddressGeocoder,
};

/** The geocoder that the configuration names. */
export function openGeocoder({ geocoder: { name, url }, now }: Config, fetch: Fetch): Geocoder {
  return geocoders[name]({ fetch, url, now });
}
