import path from 'node:path';
import { AppError } from '../../domain/app-error.ts';
import { clearDownload, downloadTerritories } from '../../enrich/reference/download.ts';
import { storeUpdate } from '../../enrich/reference/update-files.ts';
import type { Platform } from '../platform.ts';
import { exit, textOption, type Call, type Command } from './command.ts';
import { showProgress } from './progress.ts';

/** The setting that holds name, hash and origin of the files that territories were last updated from. */
const filesSetting = 'territory-files';

export const territoriesCommand: Command = {
  usage: 'territories update [--from FOLDER] [--json]',
  summary:
    'Fetch official centres and contours of territories, or read them from a folder (CSV, GeoJSON), into the data folder.',
  options: { from: { type: 'string' } },
  async run(call) {
    if (call.positionals[0] !== 'update')
      throw new AppError('wrong-request', `Usage: carrefour ${territoriesCommand.usage}`);
    const from = textOption(call, 'from');
    const platform = await call.open();
    const { data, territories } = call.config;
    const downloads = path.join(data, 'territories-download');
    if (from === undefined) await download(downloads, { call, platform });
    const { files, ...counts } = storeUpdate(from === undefined ? downloads : path.resolve(from), data);
    const origin = from === undefined ? territories : { folder: path.resolve(from) };
    await platform.ledger.setSetting(
      filesSetting,
      JSON.stringify({ at: platform.config.now(), origin, files }),
    );
    if (from === undefined) clearDownload(downloads);
    call.print(
      call.options['json'] === true
        ? JSON.stringify({ ...counts, files })
        : `${String(counts.centres)} centres and ${String(counts.contours)} contours stored; things are placed anew at the next derivation.`,
    );
    return exit.done;
  },
};

async function download(
  folder: string,
  { call, platform }: { call: Call; platform: Platform },
): Promise<void> {
  const progress = showProgress(process.stderr);
  try {
    await downloadTerritories(folder, call.config.territories, {
      fetch: platform.fetch,
      signal: call.signal,
      onFile: ({ name, done, of }) => {
        progress.report({ task: `${name} (of ${String(of)} files)`, done });
      },
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'FetchError') throw error;
    const message = `${error.message} What was fetched so far is kept: run the command again to go on.`;
    throw new AppError('unavailable', message, { cause: error });
  } finally {
    progress.end();
  }
}
