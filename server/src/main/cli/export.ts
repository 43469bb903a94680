import { once } from 'node:events';
import { AppError } from '../../domain/app-error.ts';
import {
  exportedGraphs,
  exportFormats,
  exportOpen,
  type ExportedGraph,
  type ExportFormat,
} from '../../backoffice/export.ts';
import { exit, textOption, type Command } from './command.ts';

export const exportCommand: Command = {
  usage: 'export --format nq|jsonld|csv|geojson [--graphs published,claims,inferred,provenance]',
  summary: 'Write the open data to standard output.',
  options: { format: { type: 'string' }, graphs: { type: 'string' } },
  async run(call) {
    const format = oneOf(textOption(call, 'format') ?? 'nq', exportFormats, '--format');
    const named = (textOption(call, 'graphs') ?? 'published').split(',');
    const graphs = named.map((name) => oneOf(name.trim(), exportedGraphs, '--graphs'));
    const { ledger, config } = await call.open();
    for await (const text of exportOpen(ledger, { format, graphs, base: config.base })) {
      if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
    }
    return exit.done;
  },
};

function oneOf<T extends ExportFormat | ExportedGraph>(text: string, known: readonly T[], option: string): T {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  throw new AppError('wrong-request', `${option} ${text}: not one of ${known.join(', ')}.`);
}
