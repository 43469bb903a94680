import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SchemeKnowledge } from '../example.ts';
import { learn, type Learned } from '../learned.ts';

const mark = 'carrefour-learned';

/**
 * What is learned from some knowledge, kept in one file: read from there when it was written for equal knowledge by equal code,
 * else learned and written anew. A damaged file, and one that cannot be written, cost time only.
 */
export function learnedFromFile(file: string, knowledge: SchemeKnowledge): Learned {
  const key = hash(JSON.stringify([process.version, codeVersion(), knowledge]));
  const kept = read(file, key);
  if (kept !== undefined) return kept;
  const learned = learn(knowledge);
  write(file, { key, learned });
  return learned;
}

/** The first line names what it was learned from and the hash of the rest. */
function read(file: string, key: string): Learned | undefined {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf('\n');
    const body = bytes.subarray(end + 1);
    if (bytes.toString('latin1', 0, end) !== `${mark} ${key} ${hash(body)}`) return undefined;
    return deserialize(body) as Learned;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: who reads meets the old file or the new one, whole. */
function write(file: string, { key, learned }: { key: string; learned: Learned }): void {
  const body = serialize(learned);
  const beside = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(beside, Buffer.concat([Buffer.from(`${mark} ${key} ${hash(body)}\n`), body]));
    renameSync(beside, file);
  } catch {
    // A full or read-only disk: it is learned again the next time.
  }
}

/** Changes with every module of suggestions: none of them can be changed without learning anew. */
function codeVersion(): string {
  const folder = path.resolve(import.meta.dirname, '..');
  const modules = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort();
  return hash(modules.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\0'));
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
