import { gunzipSync } from 'node:zlib';
import { ParseError } from './parse-error.ts';

const maxInflated = 500_000_000;
const maxRatio = 200;
/** A small file may compress as well as it likes. */
const ratioFrom = 1_000_000;

/**
 * Decompresses a file that was sent as `.gz`; other bytes stay as they are. Throws ParseError for a broken file and for one
 * that grows beyond all measure.
 */
export function gunzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const most = Math.min(maxInflated, Math.max(ratioFrom, bytes.length * maxRatio));
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (cause) {
    throw new ParseError(
      `This compressed file is broken, or larger than ${String(most)} bytes once decompressed.`,
      {
        cause,
      },
    );
  }
}
