import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { runChild, type ChildRun } from './child-process.ts';
import { corpusSource, writeCorpus } from './ingest-corpus.ts';
import { measureStages, type StageTimes } from './ingest-stages.ts';
import { figure, median, printTable } from './statistics.ts';

const cli = fileURLToPath(new URL('../server/src/main/cli.ts', import.meta.url));

/** From a source's file to publications: each stage alone on one thread, then the command whole. */
export const ingest: Bench = {
  summary: 'Records a second by stage and end to end, with peak memory; the peer is shacl-engine alone.',
  options: { records: '5000', rounds: '5' },
  async run(options) {
    const records = Number(options['records']);
    const rounds = Number(options['rounds']);
    const folder = await writeCorpus(records);
    const stages: StageTimes[] = [];
    const runs: { first: ChildRun; again: ChildRun }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      stages.push(await measureStages(folder));
      runs.push(await harvestTwice(folder));
      process.stderr.write(`round ${String(round + 1)} of ${String(rounds)}\n`);
    }
    await rm(folder, { recursive: true, force: true });
    report({ records, rounds, stages, runs });
  },
};

/** The command in a process of its own, on an empty data folder, and once more when nothing has changed. */
async function harvestTwice(folder: string): Promise<{ first: ChildRun; again: ChildRun }> {
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-bench-data-'));
  const harvest = () =>
    runChild([cli, 'harvest', corpusSource, '--sources', folder, '--json'], { CARREFOUR_DATA: data });
  try {
    return { first: await harvest(), again: await harvest() };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

function report({
  records,
  rounds,
  stages,
  runs,
}: {
  records: number;
  rounds: number;
  stages: readonly StageTimes[];
  runs: readonly { first: ChildRun; again: ChildRun }[];
}): void {
  const names = Object.keys(stages[0] ?? {}) as (keyof StageTimes)[];
  const peer = median(stages.map((times) => times['shacl-engine alone']));
  console.log(`${figure(records)} records, median of ${String(rounds)} rounds\n`);
  printTable(
    ['stage', 'records/s', 'of shacl-engine alone'],
    names.map((name) => {
      const seconds = median(stages.map((times) => times[name]));
      return [name, figure(records / seconds), `${figure(peer / seconds)} ×`];
    }),
  );
  console.log('');
  printTable(
    ['command', 'records/s', 'of shacl-engine alone', 'peak MB'],
    (['first', 'again'] as const).map((which) => {
      const seconds = median(runs.map((run) => run[which].seconds));
      const peak = median(runs.map((run) => run[which].peakMegabytes ?? Number.NaN));
      const name = which === 'first' ? 'harvest, first' : 'harvest, nothing changed';
      return [name, figure(records / seconds), `${figure(peer / seconds)} ×`, figure(peak)];
    }),
  );
}
