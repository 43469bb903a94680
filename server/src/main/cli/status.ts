import type { Platform } from '../platform.ts';
import { statusOf, type Status } from '../status.ts';
import { exit, type Command } from './command.ts';
import { table } from './table.ts';

export const statusCommand: Command = {
  usage: 'status [--json]',
  summary: 'Count records and things by source, and say how far behind the views are.',
  async run({ open, options, print }) {
    const platform = await open();
    const status = await statusOf(platform);
    if (options['json'] === true) {
      print(JSON.stringify(status));
      return exit.done;
    }
    if (status.sources.length === 0) {
      print('Nothing has been harvested yet. Try: carrefour harvest --help');
      return exit.done;
    }
    print(
      table(
        [
          'source',
          'read',
          'published',
          'open',
          'quarantined',
          'grouped',
          'failed',
          'withdrawn',
          'unmapped',
          'last run',
        ],
        status.sources.map((source) => [
          source.id,
          source.read,
          source.published,
          source.open,
          source.quarantined,
          source.grouped,
          source.failed,
          source.withdrawn,
          source.unmapped,
          source.lastRun === undefined
            ? '-'
            : `${source.lastRun.state} ${source.lastRun.startedAt.slice(0, 16)}`,
        ]),
      ),
    );
    print(`\n${String(status.things)} things, ${String(status.open)} open, at change ${String(status.seq)}.`);
    const withheld = platform.config.rehearsal ? [] : withoutAgreement(status, platform);
    if (withheld.length > 0) {
      print(
        `Nothing of ${withheld.join(', ')} is published: there is no agreement. ` +
          'To look at it in a rehearsal: CARREFOUR_REHEARSAL=true carrefour status',
      );
    }
    for (const { run, source, set, cause } of status.held) {
      print(`Run ${String(run)} of ${source}/${set} is held. ${cause}`);
      print(`Decide with: carrefour run approve ${String(run)} | carrefour run discard ${String(run)}`);
    }
    for (const { name, lag } of status.views)
      print(`View ${name}: ${lag === 0 ? 'up to date' : `${String(lag)} changes behind`}.`);
    return exit.done;
  },
};

function withoutAgreement({ sources: counted }: Status, { sources }: Platform): string[] {
  return counted.map(({ id }) => id).filter((id) => sources.get(id)?.agreement === 'none');
}
