import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../domain/app-error.ts';
import { openDataFolder } from './database.ts';
import { operations, type Operations } from './operations.ts';
import { countFormerQuality } from './source-quality-table.ts';
import type { ThreadAnswer, ThreadRequest, ThreadSettings } from './thread-messages.ts';

/** The thread that holds the files open and does all work on them, one operation after another. */
const { folder, now } = workerData as ThreadSettings;
const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');

let open: Operations | undefined;
let close = (): void => undefined;

function handle({ id, operation, args }: ThreadRequest): ThreadAnswer {
  try {
    if (operation === 'open') {
      const data = openDataFolder(folder, () => now ?? new Date().toISOString());
      countFormerQuality(data.ledger);
      open = operations(data);
      close = () => {
        for (const database of [data.ledger, data.state, data.persons]) database.close();
      };
      return { id, value: undefined };
    }
    if (operation === 'close') {
      close();
      return { id, value: undefined };
    }
    const work = open?.[operation] as ((...values: unknown[]) => unknown) | undefined;
    if (work === undefined) throw new Error(`The ledger has no operation “${operation}”.`);
    return { id, value: work(...args) };
  } catch (error) {
    return { id, error: describe(error) };
  }
}

function describe(error: unknown): NonNullable<ThreadAnswer['error']> {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  const isSqlite = error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
  return { code: isSqlite ? 'unavailable' : 'internal', message: `The ledger cannot do this: ${message}` };
}

port.on('message', (request: ThreadRequest) => {
  port.postMessage(handle(request));
});
