import { expect, test } from 'vitest';
import { tarFiles } from '../../src/parse/tar.ts';
import { archiveOf } from '../protocols/archive.ts';

async function read(bytes: Uint8Array, limits: Parameters<typeof tarFiles>[1]['limits'] = {}) {
  const found: [string, number | undefined][] = [];
  for await (const file of tarFiles(bytes, { isWanted: (path) => path.endsWith('.md'), limits })) {
    found.push([file.path, file.bytes?.length]);
  }
  return found;
}

test('wanted files come in order; links and folders do not; a large file comes without its content', async () => {
  const bytes = await archiveOf({ 'a/1.md': 'un', 'a/x.txt': 'x', 'a/2.md': 'x'.repeat(50) }, [
    { name: 'a', type: 'directory' },
    { name: 'a/0.md', type: 'link', linkname: 'a/1.md' },
  ]);
  expect(await read(bytes, { maxFileBytes: 10 })).toEqual([
    ['a/1.md', 2],
    ['a/2.md', undefined],
  ]);
});

test('an archive that grows without end, or has too many entries, is refused', async () => {
  const bomb = await archiveOf({ 'a.txt': '0'.repeat(5_000_000), 'b.md': 'x' });
  expect(bomb.length).toBeLessThan(50_000);
  await expect(read(bomb, { maxBytes: 1_000_000 })).rejects.toThrow('too large');
  await expect(read(bomb, { maxEntries: 1 })).rejects.toThrow('too large');
});

test('bytes that are no archive are told', async () => {
  await expect(read(Buffer.from('x'.repeat(2000)))).rejects.toMatchObject({ name: 'ParseError' });
});
