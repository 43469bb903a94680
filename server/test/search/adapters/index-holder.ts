import path from 'node:path';
import { docOf, labels, placeAt, sourceOf } from '../search-docs.ts';
import { openSqliteLedger } from '../../../src/ledger/adapters/sqlite.ts';
import { createSegmentIndex } from '../../../src/search/adapters/segments.ts';

/** Publishes, withdraws, stores and merges without end, until it is killed. */
const [folder = '', seed = '1'] = process.argv.slice(2);
const ledger = await openSqliteLedger({ folder });
const index = createSegmentIndex({
  ledger,
  labels,
  folder: path.join(folder, 'search'),
  threads: 1,
  rhythm: { changes: 1, milliseconds: 0 },
});
await index.start();
process.send?.('ready');

let state = Number(seed);
const next = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % below;
};
const words = ['jardin', 'atelier', 'marché', 'garage', 'école', 'forêt', 'repas', 'vélo'];
const word = (): string => words[next(words.length)] ?? '';

for (;;) {
  const derived = Array.from({ length: 1 + next(40) }, () => {
    const name = `thing ${next(400)}`;
    const doc = docOf(name, {
      title: { fr: `${word()} ${word()} ${next(50)}` },
      summary: { fr: `${word()} ${word()} ${word()}` },
      sources: [sourceOf(`exemple-${next(5)}`)],
      places: [placeAt(40 + next(100) / 10, next(80) / 10)],
    });
    const result =
      next(5) === 0
        ? ({ outcome: 'withdraw', thing: doc.id, reason: 'test' } as const)
        : ({ outcome: 'publish', thing: doc.id, graph: '', doc } as const);
    return { result, generation: 1, cause: 'test' };
  });
  const seq = await ledger.commit({
    derived: [...new Map(derived.map((one) => [one.result.thing, one])).values()],
  });
  await index.caughtUp(seq);
}
