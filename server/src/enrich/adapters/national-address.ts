import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../domain/app-error.ts';
import type { AddressQuery, Geocoder } from '../geocoder.ts';
import { columns, readAnswers, writeQuestions } from './national-address-table.ts';

/** The door to the outside, as far as it is needed here; rejects with an error that says what happened and how to mend it. */
type Post = (
  url: string,
  options: {
    readonly signal: AbortSignal;
    readonly headers: Readonly<Record<string, string>>;
    readonly post: { readonly type: string; readonly bytes: Uint8Array };
  },
) => Promise<{ readonly bytes: Uint8Array }>;

export interface NationalAddressOptions {
  readonly fetch: Post;
  /** Address of the service's `search/csv`. */
  readonly url: string;
  readonly now: () => string;
  /** Between the beginnings of two requests; milliseconds. The service allows fifty a second, we take one. */
  readonly pause?: number;
}

/** The name under which its reference is published. */
const source = 'Base Adresse Nationale';

/**
 * France's addresses, from the Base Adresse Nationale, by the geocoding service of the Géoplateforme (IGN): a table of
 * addresses is posted, and comes back with columns added (https://data.geopf.fr/geocodage/openapi, `POST /search/csv`).
 */
export function createNationalAddressGeocoder({
  fetch,
  url,
  now,
  pause = 1000,
}: NationalAddressOptions): Geocoder {
  let freeAt = 0;
  const turn = async (signal: AbortSignal): Promise<void> => {
    const startsAt = Math.max(performance.now(), freeAt);
    freeAt = startsAt + pause;
    const left = startsAt - performance.now();
    if (left > 0) await wait(left, undefined, { signal });
  };
  return {
    name: 'ban',
    batchSize: 200,
    isOffline: false,
    async ask(addresses, signal) {
      signal.throwIfAborted();
      if (addresses.length === 0) return [];
      await turn(signal);
      const answer = await send(addresses, { fetch, url, signal });
      return readAnswers(answer, { count: addresses.length, url, source, at: now() });
    },
  };
}

async function send(
  addresses: readonly AddressQuery[],
  { fetch, url, signal }: Pick<NationalAddressOptions, 'fetch' | 'url'> & { readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const encoded = new Response(formOf(addresses));
  const post = {
    type: encoded.headers.get('content-type') ?? '',
    bytes: new Uint8Array(await encoded.arrayBuffer()),
  };
  try {
    return (await fetch(url, { signal, post, headers: { accept: 'text/csv' } })).bytes;
  } catch (cause) {
    signal.throwIfAborted();
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'unavailable',
      `The addresses cannot be looked up for now: ${said} What was answered so far is kept: try again later.`,
      { cause },
    );
  }
}

function formOf(addresses: readonly AddressQuery[]): FormData {
  const form = new FormData();
  form.set('data', new Blob([writeQuestions(addresses)], { type: 'text/csv' }), 'addresses.csv');
  for (const column of columns.query) form.append('columns', column);
  form.set('citycode', columns.citycode);
  form.set('postcode', columns.postcode);
  for (const column of columns.result) form.append('result_columns', column);
  return form;
}
