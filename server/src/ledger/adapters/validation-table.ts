import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { KeptValidation } from '../../domain/validation.ts';
import type { Database } from './database.ts';

/** Reports kept at once: the oldest give way. */
const mostKept = 5000;

/** Keeps a report, and drops those whose time is over. */
export function keepValidation(state: Database, kept: KeptValidation): void {
  state.write(() => {
    state.run('DELETE FROM validation WHERE until <= ?', kept.at);
    state.run(
      'DELETE FROM validation WHERE id NOT IN (SELECT id FROM validation ORDER BY until DESC LIMIT ?)',
      mostKept - 1,
    );
    const content = zstdCompressSync(JSON.stringify(kept));
    state.run('INSERT INTO validation VALUES (?, ?, ?)', kept.id, kept.until, content);
  });
}

/** A report whose time is not over. */
export function validation(state: Database, id: string, now: string): KeptValidation | undefined {
  const row = state.get<{ content: Uint8Array }>(
    'SELECT content FROM validation WHERE id = ? AND until > ?',
    id,
    now,
  );
  return row === undefined
    ? undefined
    : (JSON.parse(zstdDecompressSync(row.content).toString('utf8')) as KeptValidation);
}
