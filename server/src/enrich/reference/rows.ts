import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';

const manifest = z.object({ sha256: z.record(z.string(), z.string()) });

/** The rows of one of the reference's tables. Throws AppError `unavailable` when the file is missing. */
export function readRows(folder: string, name: string): string[][] {
  return readText(folder, name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** The hashes of the tables, by file, as `scripts/territories.mjs` wrote them. */
export function readHashes(folder: string): Readonly<Record<string, string>> {
  return manifest.parse(JSON.parse(readText(folder, 'manifest.json'))).sha256;
}

function readText(folder: string, name: string): string {
  try {
    return readFileSync(path.join(folder, name), 'utf8');
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `The territory reference ${name} cannot be read in ${folder}: restore it from the repository, or write it anew with node scripts/territories.mjs.`,
      { cause },
    );
  }
}
