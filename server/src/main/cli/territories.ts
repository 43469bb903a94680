import path from 'node:path';
import { AppError } from '../../domain/app-error.ts';
import { storeUpdate } from '../../enrich/reference/update-files.ts';
import { exit, textOption, type Command } from './command.ts';

export const territoriesCommand: Command = {
  usage: 'territories update --from FOLDER [--json]',
  summary: 'Store official centres and contours of territories (CSV, GeoJSON) in the data folder.',
  options: { from: { type: 'string' } },
  run(call) {
    const from = textOption(call, 'from');
    if (call.positionals[0] !== 'update' || from === undefined)
      throw new AppError('wrong-request', `Usage: carrefour ${territoriesCommand.usage}`);
    const counts = storeUpdate(path.resolve(from), call.config.data);
    const { centres, contours } = counts;
    call.print(
      call.options['json'] === true
        ? JSON.stringify(counts)
        : `${String(centres)} centres and ${String(contours)} contours stored; things are placed anew at the next derivation.`,
    );
    return Promise.resolve(exit.done);
  },
};
