import type { Geocoder } from '../geocoder.ts';

/** The geocoder of a platform that asks nobody: it knows no address, and nothing leaves the machine. */
export function createOfflineGeocoder({ now }: { now: () => string }): Geocoder {
  return {
    name: 'offline',
    batchSize: 1000,
    isOffline: true,
    ask(addresses, signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error);
      const at = now();
      return Promise.resolve(addresses.map(() => ({ outcome: 'unknown', source: 'offline', at })));
    },
  };
}
