import { readFileSync } from 'node:fs';
import { DataFactory, Parser, Store, type Quad } from 'n3';
import RdfValidateShacl from 'rdf-validate-shacl';
import { Validator } from 'shacl-engine';
import { validations } from 'shacl-engine/sparql.js';
import { createChecker } from '@carrefour/shapes';
import type { Bench } from './bench.ts';
import { readShapes } from './shapes-dataset.ts';
import { figure, median, printTable } from './statistics.ts';

/** One way of validating a record with the full shapes; gives how many results it found. */
interface Engine {
  readonly name: string;
  readonly validate: (record: readonly Quad[]) => Promise<number>;
}

/**
 * Validation alone, of records that are already quads: one thread, full shapes, three engines in one run. Time is the
 * processor's, so that what else runs on the machine weighs little.
 */
export const validate: Bench = {
  summary:
    'Records a second of one core in validation, beside plain shacl-engine and rdf-validate-shacl on the same shapes.',
  options: { records: '1000', rounds: '5' },
  async run(options) {
    const rounds = Number(options['rounds']);
    const records = makeRecords(Number(options['records']));
    const engines = await makeEngines();
    const seconds = new Map<string, number[]>(engines.map(({ name }) => [name, []]));
    const found = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, validate: run } of engines) {
        const started = process.cpuUsage();
        let results = 0;
        for (const record of records) results += await run(record);
        const { user, system } = process.cpuUsage(started);
        seconds.get(name)?.push((user + system) / 1_000_000);
        found.set(name, results);
      }
      process.stderr.write(`round ${String(round + 1)} of ${String(rounds)}\n`);
    }
    const own = median(seconds.get(engines[0]?.name ?? '') ?? []);
    const quads = records.reduce((sum, record) => sum + record.length, 0) / records.length;
    console.log(
      `${figure(records.length)} records of ${figure(quads)} statements, median of ${String(rounds)} rounds\n`,
    );
    printTable(
      ['engine', 'records/s', 'ours is', 'results'],
      engines.map(({ name }) => {
        const time = median(seconds.get(name) ?? []);
        return [name, figure(records.length / time), `${figure(time / own)} ×`, figure(found.get(name) ?? 0)];
      }),
    );
  },
};

async function makeEngines(): Promise<Engine[]> {
  const checker = await createChecker();
  const plain = new Validator(readShapes(), { factory: DataFactory, validations });
  const peer = new RdfValidateShacl(readShapes());
  return [
    {
      name: '@carrefour/shapes',
      validate: async (record) => (await checker.check(record)).results.length,
    },
    {
      name: 'shacl-engine',
      validate: async (record) => (await plain.validate({ dataset: new Store([...record]) })).results.length,
    },
    {
      name: 'rdf-validate-shacl',
      validate: async (record) => (await peer.validate(new Store([...record]))).results.length,
    },
  ];
}

/** Records in turn full, thin and broken, each with names of its own: the examples of the shapes themselves. */
function makeRecords(count: number): Quad[][] {
  const models = [
    'innovation/valid-full',
    'innovation/valid-thin',
    'organization/valid-full',
    'innovation/invalid-email-form',
  ];
  const texts = models.map((name) =>
    readFileSync(new URL(`../shapes/test/${name}.ttl`, import.meta.url), 'utf8'),
  );
  return Array.from({ length: count }, (_, index) =>
    new Parser().parse((texts[index % texts.length] ?? '').replace('/thing/', `/thing/${String(index)}-`)),
  );
}
