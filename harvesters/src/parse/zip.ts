import { unzipSync } from 'fflate';
import { ParseError } from './parse-error.ts';

const maxEntries = 10_000;
const maxInflated = 300_000_000;
const maxRatio = 200;
/** Small archives may compress as well as they like. */
const ratioFrom = 5_000_000;

/**
 * The files of a ZIP archive that are wanted, by their paths. What the archive declares is added up before anything is
 * inflated, and no file is given more room than it declares. Throws ParseError for a broken archive and for a bomb.
 */
export function unzip(bytes: Uint8Array, isWanted: (path: string) => boolean): Map<string, Uint8Array> {
  let entries = 0;
  let declared = 0;
  const most = Math.min(maxInflated, Math.max(ratioFrom, bytes.length * maxRatio));
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        entries += 1;
        if (entries > maxEntries)
          throw new ParseError(`This archive holds more than ${String(maxEntries)} files.`);
        if (!isWanted(name)) return false;
        declared += originalSize;
        if (declared > most)
          throw new ParseError(`This archive would grow beyond ${String(most)} bytes: it is not opened.`);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (cause) {
    if (cause instanceof ParseError) throw cause;
    throw new ParseError(
      'This archive is broken: save the file once more, and check that it was sent whole.',
      { cause },
    );
  }
}
