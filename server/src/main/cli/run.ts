import { approveRun, discardRun } from '../../backoffice/held-runs.ts';
import { AppError } from '../../domain/app-error.ts';
import { deriveAll } from '../harvest.ts';
import { exit, type Command } from './command.ts';

export const runCommand: Command = {
  usage: 'run approve N | run discard N',
  summary: 'Decide on a run that the storm guard holds.',
  async run(call) {
    const [action = '', text = ''] = call.positionals;
    if (!['approve', 'discard'].includes(action) || !/^\d+$/.test(text)) {
      throw new AppError('wrong-request', `Usage: carrefour ${runCommand.usage}`);
    }
    const platform = await call.open();
    const settle = action === 'approve' ? approveRun : discardRun;
    const { withdrawn } = await settle(platform.ledger, Number(text));
    await deriveAll(platform, { signal: call.signal, onProgress: () => undefined });
    call.print(
      `Run ${text} is ${action === 'approve' ? `approved: ${String(withdrawn)} records withdrawn` : 'discarded'}.`,
    );
    return exit.done;
  },
};
