import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import { FetchError } from './fetch-error.ts';

export interface BodyLimits {
  /** Bytes on the wire, and after decompression. */
  readonly maxBytes: number;
  readonly maxInflated: number;
  /** How many times larger than on the wire a body may become. */
  readonly maxRatio: number;
}

/** Small bodies may compress as well as they like: a ratio says nothing before this many bytes. */
const ratioFrom = 1_000_000;

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** Reads a body to its end, decompressed. Rejects with FetchError `too-large` as soon as a limit is passed. */
export async function readBody(
  body: Readable,
  { encoding, url, limits }: { encoding: string; url: string; limits: BodyLimits },
): Promise<Uint8Array> {
  const codings = encoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  let received = 0;
  body.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > limits.maxBytes) body.destroy(tooLarge(url, `more than ${String(limits.maxBytes)} bytes`));
  });
  let stream: Readable = body;
  for (const coding of codings.reverse()) {
    const decoder = decoders[coding]?.();
    if (decoder === undefined)
      throw new FetchError('network', `${url}: the coding “${coding}” is not known here.`, { url });
    const source = stream;
    source.on('error', (error) => decoder.destroy(error));
    stream = source.pipe(decoder);
  }
  const chunks: Buffer[] = [];
  let inflated = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    inflated += chunk.length;
    const isBomb = inflated > ratioFrom && inflated > received * limits.maxRatio;
    if (inflated > limits.maxInflated || isBomb) {
      body.destroy();
      throw tooLarge(
        url,
        isBomb
          ? `more than ${String(limits.maxRatio)} times what was sent`
          : `more than ${String(limits.maxInflated)} bytes once decompressed`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(url: string, what: string): FetchError {
  return new FetchError(
    'too-large',
    `${url} is too large: ${what}. Ask the source for pages, or harvest a part.`,
    { url },
  );
}
