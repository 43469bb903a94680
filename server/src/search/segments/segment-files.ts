import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { analyserVersion } from '../analysis/analyse.ts';
import { isIntact, segmentVersion } from './sections.ts';
import type { SegmentState } from './segment-set.ts';

type StoredSegment = Pick<SegmentState, 'name' | 'buffer' | 'live'>;

/** What of the ledger an index holds: everything up to `seq`. `anchor` tells that change from another ledger's. */
export interface Mark {
  readonly seq: number;
  readonly anchor: string;
  /** Names the words that were mixed into docs when they were indexed: labels of concepts and territories. */
  readonly vocabulary: string;
}

interface StoredIndex {
  readonly mark: Mark;
  readonly segments: readonly StoredSegment[];
}

const manifestName = 'manifest.json';
const extension = '.segment';

const manifestShape = z.object({
  version: z.literal(segmentVersion),
  analyser: z.literal(analyserVersion),
  mark: z.object({ seq: z.number(), anchor: z.string(), vocabulary: z.string() }),
  segments: z.array(z.object({ name: z.string().regex(/^[\w-]+$/), live: z.string() })),
});

/**
 * Stores an index: segment files first, each flushed, then the manifest under another name, flushed and renamed. Who is
 * killed at any moment leaves the old index or the new one. Files that the manifest does not name are removed.
 */
export function saveIndex(folder: string, { mark, segments }: StoredIndex): void {
  mkdirSync(folder, { recursive: true });
  const present = new Set(readdirSync(folder));
  for (const { name, buffer } of segments) {
    if (!present.has(name + extension))
      writeWhole(path.join(folder, name + extension), new Uint8Array(buffer));
  }
  const body = JSON.stringify({
    version: segmentVersion,
    analyser: analyserVersion,
    mark,
    segments: segments.map(({ name, live }) => ({
      name,
      live: Buffer.from(bytesOf(live)).toString('base64'),
    })),
  } satisfies z.input<typeof manifestShape>);
  writeWhole(path.join(folder, manifestName), Buffer.from(`${body}\n${crc32(body)}\n`));
  const named = new Set([manifestName, ...segments.map(({ name }) => name + extension)]);
  for (const file of readdirSync(folder))
    if (!named.has(file)) rmSync(path.join(folder, file), { force: true });
}

/** The index that a folder holds; undefined where there is none, or it is damaged, or another version made it. */
export function loadIndex(folder: string): StoredIndex | undefined {
  try {
    const [body = '', checksum] = readFileSync(path.join(folder, manifestName), 'utf8').split('\n');
    if (checksum !== String(crc32(body))) return undefined;
    const { mark, segments } = manifestShape.parse(JSON.parse(body));
    const stored = segments.map(({ name, live }) => ({
      name,
      buffer: readWhole(path.join(folder, name + extension)),
      live: shared(Buffer.from(live, 'base64')),
    }));
    return stored.every(({ buffer }) => isIntact(buffer)) ? { mark, segments: stored } : undefined;
  } catch (error) {
    if (isAbsentOrDamaged(error)) return undefined;
    throw error;
  }
}

function isAbsentOrDamaged(error: unknown): boolean {
  const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return isAbsent || error instanceof SyntaxError || error instanceof z.ZodError;
}

function bytesOf(live: Uint32Array): Uint8Array {
  return new Uint8Array(live.buffer, live.byteOffset, live.byteLength);
}

function shared(bytes: Uint8Array): Uint32Array {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return new Uint32Array(buffer);
}

const chunkBytes = 64 * 1024 * 1024;

/** A file is whole under its name or not there. */
function writeWhole(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w');
  try {
    for (let at = 0; at < bytes.length;)
      at += writeSync(handle, bytes, at, Math.min(chunkBytes, bytes.length - at));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function readWhole(file: string): SharedArrayBuffer {
  const handle = openSync(file, 'r');
  try {
    const buffer = new SharedArrayBuffer(statSync(file).size);
    const bytes = new Uint8Array(buffer);
    for (let at = 0; at < bytes.length;) {
      const read = readSync(handle, bytes, at, Math.min(chunkBytes, bytes.length - at), at);
      if (read === 0) break;
      at += read;
    }
    return buffer;
  } finally {
    closeSync(handle);
  }
}
