import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { restoreBackup } from '../../ledger/adapters/backup.ts';
import { openSqliteLedger } from '../../ledger/adapters/sqlite.ts';
import { baseSetting } from '../platform.ts';
import { exit, type Command } from './command.ts';

export const backupCommand: Command = {
  usage: 'backup FILE',
  summary: 'Write the whole data folder to one file, while everything runs.',
  async run(call) {
    const [file] = call.positionals;
    if (file === undefined) throw new AppError('wrong-request', `Usage: carrefour ${backupCommand.usage}`);
    const { ledger } = await call.open();
    await ledger.backup(path.resolve(file));
    call.print(`Backed up to ${file}. It holds personal data: keep it as safe as the data folder.`);
    return exit.done;
  },
};

export const restoreCommand: Command = {
  usage: 'restore FILE',
  summary: 'Fill an empty data folder from a backup; what was erased since stays erased.',
  async run({ positionals: [file], config, print }) {
    if (file === undefined) throw new AppError('wrong-request', `Usage: carrefour ${restoreCommand.usage}`);
    await restoreBackup(path.resolve(file), config.data);
    print(`Restored into ${config.data}.`);
    return exit.done;
  },
};

export const rebaseCommand: Command = {
  usage: 'rebase IRI',
  summary: 'Serve the data under another base IRI from now on.',
  async run({ positionals: [iri = ''], config, print }) {
    const parsed = z.url({ protocol: /^https?$/ }).safeParse(iri);
    if (!parsed.success)
      throw new AppError(
        'wrong-request',
        `“${iri}” is not a complete address. Usage: carrefour ${rebaseCommand.usage}`,
      );
    const base = iri.replace(/\/+$/, '');
    const ledger = await openSqliteLedger({
      folder: config.data,
      ...(config.fixedNow === undefined ? {} : { fixedNow: config.fixedNow }),
    });
    try {
      await ledger.setSetting(baseSetting, base);
    } finally {
      await ledger.close();
    }
    print(`The data is served under ${base} from now on. Start with CARREFOUR_BASE_IRI=${base}`);
    return exit.done;
  },
};
