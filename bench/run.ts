import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { ingest } from './ingest.ts';
import { relevance } from './relevance.ts';
import { pages } from './pages.ts';
import { search } from './search.ts';
import { suggest } from './suggest.ts';
import { suggestThresholds } from './suggest-thresholds.ts';
import { suggestWeights } from './suggest-weights.ts';
import { validate } from './validate.ts';
import { places } from './places.ts';
import { placing } from './placing.ts';

/** Every bench, by the name that `npm run bench -- NAME` takes. */
const benches: Readonly<Record<string, Bench>> = {
  ingest,
  search,
  pages,
  relevance,
  suggest,
  'suggest-thresholds': suggestThresholds,
  'suggest-weights': suggestWeights,
  validate,
  places,
  placing,
};

const [name = '', ...rest] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(name === '' ? 'Say which bench to run:' : `There is no bench “${name}”. There are:`);
  for (const [known, { summary, options }] of Object.entries(benches)) {
    const flags = Object.entries(options).map(([option, value]) => ` [--${option} ${value}]`);
    console.error(`  npm run bench -- ${known}${flags.join('')}\n      ${summary}`);
  }
  process.exit(2);
}
const { values } = parseArgs({
  args: rest,
  options: Object.fromEntries(
    Object.entries(bench.options).map(([option, value]) => [option, { type: 'string', default: value }]),
  ),
});
await bench.run(values);
