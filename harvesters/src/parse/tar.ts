import { once } from 'node:events';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Extract } from 'tar-stream';
import { ParseError } from './parse-error.ts';

/** One file of an archive. */
export interface TarFile {
  /** As the archive names it, with `/`. */
  readonly path: string;
  /** The content; undefined when it is larger than `maxFileBytes`. */
  readonly bytes: Uint8Array | undefined;
}

/** What an archive may cost; sizes in bytes, after decompression. */
export interface TarLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxFileBytes: number;
}

const defaults: TarLimits = { maxEntries: 200_000, maxBytes: 1_000_000_000, maxFileBytes: 2_000_000 };

/** True for bytes that begin as a tar archive does, gzipped or not. */
export function isTar(bytes: Uint8Array): boolean {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isGzip || Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar';
}

/**
 * The wanted files of a tar archive, gzipped or not, one by one in its order; nothing is written to disk, and links,
 * devices and folders are left out. Rejects with ParseError for an archive that is broken or passes a limit.
 */
export async function* tarFiles(
  bytes: Uint8Array,
  { isWanted, limits = {} }: { isWanted: (path: string) => boolean; limits?: Partial<TarLimits> },
): AsyncIterable<TarFile> {
  const bound = { ...defaults, ...limits };
  const archive = extract();
  const stop = new AbortController();
  const feeding = feed(bytes, archive, { maxBytes: bound.maxBytes, signal: stop.signal });
  feeding.catch((cause: unknown) => {
    archive.destroy(cause instanceof Error ? cause : new Error(String(cause)));
  });
  let count = 0;
  try {
    for await (const entry of archive) {
      count += 1;
      if (count > bound.maxEntries) throw tooLarge(`more than ${String(bound.maxEntries)} entries`);
      const { name, type, size } = entry.header;
      if (type === 'file' && isWanted(name)) yield { path: name, bytes: await contentOf(entry, size, bound) };
      entry.resume();
    }
  } catch (cause) {
    if (cause instanceof ParseError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new ParseError(`This is not a whole tar archive (${what}): fetch it again.`, { cause });
  } finally {
    stop.abort();
    archive.destroy();
  }
}

async function feed(
  bytes: Uint8Array,
  archive: Extract,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<void> {
  const packed = Readable.from([bytes]);
  const isGzip = bytes[0] === 0x1f;
  let total = 0;
  for await (const chunk of (isGzip ? packed.pipe(createGunzip()) : packed) as AsyncIterable<Buffer>) {
    if (signal.aborted) return;
    total += chunk.length;
    if (total > maxBytes) throw tooLarge(`more than ${String(maxBytes)} bytes once decompressed`);
    if (!archive.write(chunk)) await once(archive, 'drain', { signal }).catch(() => undefined);
  }
  archive.end(undefined);
}

async function contentOf(
  entry: AsyncIterable<unknown>,
  size: number,
  { maxFileBytes }: TarLimits,
): Promise<Buffer | undefined> {
  if (size > maxFileBytes) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tooLarge(what: string): ParseError {
  return new ParseError(`This archive is too large: ${what}. Name a smaller one.`);
}
