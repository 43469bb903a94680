import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { geocodingStep } from './geocode.ts';
import { deriveHere, harvest, markOutdated } from './harvest.ts';
import { openPlatform, type Platform } from './platform.ts';
import { dueSources } from './schedule.ts';

const idleMilliseconds = 500;
const scheduleMilliseconds = 60_000;

/**
 * The worker process: derives what is dirty, harvests enabled sources on their schedule and asks where
 * addresses are, until its parent is gone.
 * It may be killed at any moment: leases of dead owners are free, and a run that was cut short is simply run again.
 */
async function work(platform: Platform, signal: AbortSignal): Promise<void> {
  let lookedAt = -scheduleMilliseconds;
  const quiet = { signal, onProgress: () => undefined };
  const geocode = geocodingStep(platform);
  await markOutdated(platform);
  while (!signal.aborted) {
    if ((await platform.ledger.dirty(1)).length > 0) {
      await deriveHere(platform, quiet);
      await markOutdated(platform);
    }
    if (performance.now() - lookedAt >= scheduleMilliseconds) {
      lookedAt = performance.now();
      for (const source of await dueSources(platform)) {
        await harvest(platform, [source], quiet).catch((error: unknown) => {
          tell(`${source.id}: ${messageOf(error)}`);
        });
      }
    }
    await geocode(signal).catch((error: unknown) => {
      tell(messageOf(error));
    });
    await wait(idleMilliseconds, undefined, { signal }).catch(() => undefined);
  }
}

function tell(text: string): void {
  process.stderr.write(`worker: ${text}\n`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const stop = new AbortController();
process.once('disconnect', () => {
  stop.abort();
});
process.once('SIGTERM', () => {
  stop.abort();
});
process.once('SIGINT', () => {
  stop.abort();
});
const platform = await openPlatform(readConfig(process.env));
try {
  await work(platform, stop.signal);
} catch (error) {
  if (!stop.signal.aborted) throw error;
} finally {
  await platform.close();
  // A channel that is listened to keeps a process alive for ever.
  if (process.connected) process.disconnect();
}
