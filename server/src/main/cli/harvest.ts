import type { Source } from '@carrefour/harvesters';
import { AppError } from '../../domain/app-error.ts';
import type { FieldDrift } from '../../domain/run.ts';
import type { RunSummary } from '../../pipeline/ingest.ts';
import { harvest, reprocessAll } from '../harvest.ts';
import type { Platform } from '../platform.ts';
import { enabledSources } from '../sources.ts';
import { exit, textOption, type Call, type Command } from './command.ts';
import { showProgress } from './progress.ts';
import { table } from './table.ts';

export const harvestCommand: Command = {
  usage: 'harvest [SOURCE…] [--all] [--from PATH [--variant NAME]] [--sources DIR] [--dry-run] [--json]',
  summary: 'Fetch, map and check the records of sources, and publish what changed.',
  options: {
    all: { type: 'boolean' },
    from: { type: 'string' },
    variant: { type: 'string' },
    sources: { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  },
  async run(call) {
    const platform = await call.open();
    const sources = await namedSources(platform, call);
    const { report, end } = showProgress(process.stderr);
    const from = textOption(call, 'from');
    const variant = textOption(call, 'variant');
    const runs = await harvest(platform, sources, {
      signal: call.signal,
      onProgress: report,
      isDryRun: call.options['dry-run'] === true,
      ...(from === undefined ? {} : { from }),
      ...(variant === undefined ? {} : { variant }),
    }).finally(end);
    if (call.options['json'] === true) call.print(JSON.stringify({ runs: runs.map(asJson) }));
    else printRuns(runs, call);
    const isWhole = runs.every(
      ({ held, aborted, counts }) => held === undefined && aborted === undefined && counts.failed === 0,
    );
    return isWhole ? exit.done : exit.incomplete;
  },
};

/** The sources that a call names, or the enabled ones with `--all`. */
export async function namedSources(platform: Platform, { positionals, options }: Call): Promise<Source[]> {
  for (const { file, line, message, mend } of platform.mistakes) {
    process.stderr.write(`${file}:${String(line)}: ${message} ${mend}\n`);
  }
  if (positionals.length === 0) {
    if (options['all'] !== true) {
      throw new AppError(
        'wrong-request',
        `Name a source, or say --all for the enabled ones. Known: ${[...platform.sources.keys()].join(', ')}.`,
      );
    }
    return enabledSources(platform);
  }
  return positionals.map((id) => {
    const source = platform.sources.get(id);
    if (source === undefined) {
      throw new AppError(
        'wrong-request',
        `There is no source “${id}”. Known: ${[...platform.sources.keys()].join(', ')}. More folders: --sources DIR.`,
      );
    }
    return source;
  });
}

/** A run as `--json` prints it. */
function asJson({ source, set, run, counts, held, aborted, failures, drift, seconds }: RunSummary): object {
  return {
    source,
    set,
    ...(run === undefined ? {} : { run }),
    ...counts,
    held: held !== undefined,
    ...(held === undefined && aborted === undefined ? {} : { cause: held ?? aborted }),
    failures,
    drift,
    seconds,
  };
}

function driftLine({ field, before, now, isMapped }: FieldDrift): string {
  if (now === 0) {
    const effect = isMapped ? 'the mapping reads it, so its statements are gone' : 'nothing read it';
    return `the field “${field}” has vanished (${String(before)} records had it): ${effect}.`;
  }
  const effect = isMapped ? 'the mapping reads it' : 'nothing reads it yet';
  return `the field “${field}” is new (${String(now)} records have it): ${effect}.`;
}

function printRuns(runs: readonly RunSummary[], { print, tell }: Call): void {
  print(
    table(
      [
        'source/set',
        'read',
        'added',
        'changed',
        'unchanged',
        'grouped',
        'missing',
        'quarantined',
        'withdrawn',
        'failed',
        'seconds',
      ],
      runs.map(({ source, set, counts, seconds }) => [
        `${source}/${set}`,
        counts.read,
        counts.added,
        counts.changed,
        counts.unchanged,
        counts.grouped,
        counts.missing,
        counts.quarantined,
        counts.withdrawn,
        counts.failed,
        seconds,
      ]),
    ),
  );
  for (const { source, set, run, held, aborted, failures, drift } of runs) {
    for (const { locator, reason } of failures) tell(`${source}/${set}: ${locator}: ${reason}`);
    for (const one of drift) tell(`${source}/${set}: ${driftLine(one)}`);
    if (held !== undefined) tell(`${source}/${set} is held as run ${String(run ?? '-')}: ${held}`);
    if (aborted !== undefined) tell(`${source}/${set} stopped: ${aborted}`);
  }
}

export const reprocessCommand: Command = {
  usage: 'reprocess [SOURCE…] [--sources DIR] [--json]',
  summary: 'Map the stored records again without fetching, and publish what changed.',
  options: { sources: { type: 'string', multiple: true } },
  async run(call) {
    const platform = await call.open();
    const sources =
      call.positionals.length === 0 ? [...platform.sources.values()] : await namedSources(platform, call);
    const { report, end } = showProgress(process.stderr);
    const before = await platform.ledger.seq();
    const sets = await reprocessAll(platform, sources, { signal: call.signal, onProgress: report }).finally(
      end,
    );
    const changes = (await platform.ledger.seq()) - before;
    const worked = sets.filter(({ read }) => read > 0);
    if (call.options['json'] === true) call.print(JSON.stringify({ sets: worked, changes }));
    else {
      call.print(
        table(
          ['source/set', 'read', 'changed', 'quarantined'],
          worked.map(({ source, set, read, changed, quarantined }) => [
            `${source}/${set}`,
            read,
            changed,
            quarantined,
          ]),
        ),
      );
      call.print(`${String(changes)} things changed.`);
    }
    return exit.done;
  },
};
