import { AppError } from '../../domain/app-error.ts';
import { countAddresses, geocodeHere } from '../geocode.ts';
import { deriveAll, type Progress } from '../harvest.ts';
import type { Platform } from '../platform.ts';
import type { GeocodeSummary } from '../../pipeline/geocode.ts';
import { exit, textOption, type Call, type Command } from './command.ts';
import { showProgress } from './progress.ts';

/** Addresses of one run unless `--limit` says other: fifty requests. */
const defaultLimit = 10_000;

export const geocodeCommand: Command = {
  usage: 'geocode [--limit N] [--dry-run] [--json]',
  summary: 'Ask the geocoder (CARREFOUR_GEOCODER) where addresses are that cannot be placed offline.',
  options: { limit: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run(call) {
    const limit = limitOf(call);
    const platform = await call.open();
    const progress = showProgress(process.stderr);
    try {
      if (call.options['dry-run'] === true) return await tellCount(call, { platform, limit, progress });
      const { name, isOffline } = platform.geocoder;
      if (isOffline) throw offline(name);
      return await ask(call, { platform, limit, progress });
    } finally {
      progress.end();
    }
  },
};

interface Run {
  readonly platform: Platform;
  readonly limit: number;
  readonly progress: { readonly report: Progress; readonly end: () => void };
}

function limitOf(call: Call): number {
  const text = textOption(call, 'limit') ?? String(defaultLimit);
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new AppError(
    'wrong-request',
    `“${text}” is no number of addresses. Usage: carrefour ${geocodeCommand.usage}`,
  );
}

function offline(name: string): AppError {
  return new AppError(
    'wrong-configuration',
    `The geocoder is “${name}”: nobody is asked. Set CARREFOUR_GEOCODER=ban to send addresses of open entries to the Base Adresse Nationale; --dry-run counts them.`,
  );
}

async function tellCount(call: Call, { platform, limit, progress }: Run): Promise<number> {
  const onProgress = (done: number): void => {
    progress.report({ task: 'addresses', done });
  };
  const count = await countAddresses(platform, { limit, signal: call.signal, onProgress });
  progress.end();
  const text = `${String(count)} addresses would be asked${count === limit ? ', and there may be more' : ''}.`;
  call.print(call.options['json'] === true ? JSON.stringify({ wanted: count }) : text);
  return exit.done;
}

/** What was answered is published even when the service fails halfway. */
async function ask(call: Call, { platform, limit, progress }: Run): Promise<number> {
  const { signal } = call;
  const onProgress = (done: number): void => {
    progress.report({ task: 'geocode', done });
  };
  let summary: GeocodeSummary | undefined;
  try {
    summary = await geocodeHere(platform, { limit, signal, onProgress });
  } finally {
    if (!signal.aborted) await deriveAll(platform, { signal, onProgress: progress.report });
  }
  if (summary === undefined)
    throw new AppError('conflict', 'Another process is asking for addresses; try again when it has ended.');
  progress.end();
  call.print(call.options['json'] === true ? JSON.stringify(summary) : inWords(summary));
  return summary.failed === 0 ? exit.done : exit.incomplete;
}

function inWords({ asked, found, unknown, failed, things, isComplete }: GeocodeSummary): string {
  const more = isComplete ? '' : ' More are left: run the command again.';
  const failures = failed === 0 ? '' : ` ${String(failed)} could not be worked on.`;
  return `${String(asked)} addresses asked: ${String(found)} found, ${String(unknown)} unknown.${failures} ${String(things)} things derived again.${more}`;
}
