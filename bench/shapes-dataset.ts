import { readdirSync, readFileSync } from 'node:fs';
import { Parser, Store } from 'n3';

const folder = new URL('../shapes/', import.meta.url);

/** Every shape of the platform as one dataset, for engines that are measured beside ours. */
export function readShapes(): Store {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ttl'));
  return new Store(
    names.flatMap((name) =>
      new Parser({ blankNodePrefix: `${name}-` }).parse(readFileSync(new URL(name, folder), 'utf8')),
    ),
  );
}
