import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

/** A gzipped tar archive of texts by path, with further entries of any kind. */
export async function archiveOf(
  files: Readonly<Record<string, string>>,
  others: readonly (Partial<Header> & Pick<Header, 'name'>)[] = [],
): Promise<Uint8Array> {
  const archive = pack();
  for (const header of others) archive.entry(header);
  for (const [name, text] of Object.entries(files)) archive.entry({ name }, text);
  archive.finalize();
  return gzipSync(await buffer(archive));
}
