import { countWanted, geocode, type GeocodeOptions, type GeocodeSummary } from '../pipeline/geocode.ts';
import type { AddressSearch } from '../pipeline/wanted-batches.ts';
import type { Platform } from './platform.ts';

const leaseSeconds = 120;
/** The worker looks for new addresses this often; milliseconds. */
const lookEvery = 600_000;
/** It asks so many of them at once, then lets derivation and harvests have their turn. */
const workerLimit = 2000;

type Options = Omit<GeocodeOptions, 'lease'>;

/** Asks where addresses are; undefined while another process does. Rejects as the pipeline's `geocode` does. */
export async function geocodeHere(platform: Platform, options: Options): Promise<GeocodeSummary | undefined> {
  const { ledger, geocoder } = platform;
  const lease = await ledger.acquireLease('geocode', leaseSeconds);
  if (lease === undefined) return undefined;
  const renewal = setInterval(
    () => {
      ledger.renewLease(lease, leaseSeconds).catch(() => undefined);
    },
    (leaseSeconds * 1000) / 3,
  );
  try {
    return await geocode({ ...searchOf(platform), ledger, geocoder }, { ...options, lease });
  } finally {
    clearInterval(renewal);
    await ledger.releaseLease(lease);
  }
}

/** How many addresses there are to ask. */
export function countAddresses(platform: Platform, options: Options): Promise<number> {
  return countWanted(searchOf(platform), options);
}

/**
 * The worker's part: from time to time, where things were published meanwhile or addresses are left, asks for some.
 * The function that it gives does nothing in between, and nothing at all without a geocoder.
 */
export function geocodingStep(platform: Platform): (signal: AbortSignal) => Promise<void> {
  let lookedAt = -lookEvery;
  let seenSeq: number | undefined;
  return async (signal) => {
    if (platform.geocoder.isOffline || performance.now() - lookedAt < lookEvery) return;
    lookedAt = performance.now();
    const seq = await platform.ledger.seq();
    if (seq === seenSeq) return;
    const summary = await geocodeHere(platform, { limit: workerLimit, signal, onProgress: () => undefined });
    if (summary?.isComplete === true) seenSeq = seq;
  };
}

function searchOf({ ledger, places, sources, config }: Platform): AddressSearch {
  return { ledger, places, now: config.now, countryOf: (source) => sources.get(source)?.country };
}
