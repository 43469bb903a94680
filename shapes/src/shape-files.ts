import { readdirSync, readFileSync } from 'node:fs';

/** The text of every file of shapes, by name. */
export function shapeFiles(): [name: string, text: string][] {
  const folder = new URL('../', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ttl'))
    .sort()
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}
