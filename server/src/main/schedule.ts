import type { Source } from '@carrefour/harvesters';
import type { Platform } from './platform.ts';
import { enabledSources } from './sources.ts';

const hours = { hourly: 1, daily: 24, weekly: 24 * 7, monthly: 24 * 30 } as const;
const millisecondsAnHour = 3_600_000;

/** Enabled sources whose last run began longer ago than their schedule says; `manual` ones never are. */
export async function dueSources(platform: Platform): Promise<Source[]> {
  const now = Date.parse(platform.config.now());
  const due: Source[] = [];
  for (const source of await enabledSources(platform)) {
    if (source.schedule === 'manual') continue;
    const [last] = await platform.ledger.runs({ source: source.id, limit: 1 });
    const wait = hours[source.schedule] * millisecondsAnHour;
    if (last === undefined || now - Date.parse(last.startedAt) >= wait) due.push(source);
  }
  return due;
}
