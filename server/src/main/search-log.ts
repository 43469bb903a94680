import { createSearchLog, type SearchLog } from '../backoffice/search-log.ts';
import type { Platform } from './platform.ts';

const flushMilliseconds = 60_000;

/** A log of searches that is written once a minute, and when it is closed. */
export interface RunningSearchLog extends Pick<SearchLog, 'note'> {
  close(): Promise<void>;
}

/** Starts a log of what people search for; what cannot be written is told, and counted no more. */
export function openSearchLog({ ledger, config }: Platform, tell: (text: string) => void): RunningSearchLog {
  const log = createSearchLog({ ledger, now: config.now });
  const flush = (): Promise<void> =>
    log.flush().catch((error: unknown) => {
      tell(`Searches could not be counted: ${error instanceof Error ? error.message : String(error)}`);
    });
  const timer = setInterval(() => void flush(), flushMilliseconds).unref();
  return {
    note: (search) => {
      log.note(search);
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
