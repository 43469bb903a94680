import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundAddress } from '../server/src/domain/geocoding.ts';
import { foldPlaceName } from '../server/src/enrich/fold-place-name.ts';
import { openPlaces, type Places } from '../server/src/enrich/places.ts';
import type { Territory } from '../server/src/enrich/reference/territories.ts';
import { likelyEnough } from '../server/src/enrich/resolve/likeliest.ts';
import type { Bench } from './bench.ts';
import { readCases, type PlaceCase } from './places-cases.ts';
import { baseline, countsOf, judge, type Answer, type Outcome } from './places-judge.ts';
import { coreSeconds, figure, printTable } from './statistics.ts';

const shared = process.env['CARREFOUR_SHARED'] ?? path.resolve(import.meta.dirname, '../../shared');

/** Resolving of stated places: how often right, against looking names and postcodes up; and how fast. */
export const places: Bench = {
  summary:
    'Top-1 accuracy at commune level on real address queries, speed, memory and start-up of the reference.',
  options: { cases: path.join(shared, 'data/geocoding-france'), points: '100000' },
  async run({ cases: folder = '', points = '' }) {
    const before = process.memoryUsage().heapUsed;
    const started = coreSeconds();
    const opened = openPlaces();
    opened.territories();
    opened.world();
    const loading = coreSeconds() - started;
    globalThis.gc?.();
    const memory = (process.memoryUsage().heapUsed - before) / 1e6;
    if (existsSync(folder)) await accuracy(folder, opened);
    else console.log(`skipped: the cases are not in ${folder} (--cases FOLDER)\n`);
    const indexStarted = coreSeconds();
    opened.locatePoint({ lat: 0, lon: 0 });
    console.log(`Reference: read in ${figure(loading)} s, ${figure(memory)} MB of heap`);
    console.log(`Point index: built in ${figure(coreSeconds() - indexStarted)} s`);
    locatePoints(Number(points), opened);
  },
};

async function accuracy(folder: string, opened: Places): Promise<void> {
  const cases = await readCases(folder);
  const answers = cases.map(({ query }): Answer => {
    const { territories, candidates, likeliest } = opened.resolve({ text: query, defaultCountry: 'FR' });
    const likely = likelyEnough(likeliest);
    return likely === undefined
      ? { territory: territories.at(-1), candidates: candidates ?? [] }
      : { territory: likely.territory, candidates: [] };
  });
  const started = coreSeconds();
  for (const { query } of cases) opened.resolve({ text: query, defaultCountry: 'FR' });
  const rate = cases.length / (coreSeconds() - started);
  const simple = baseline(opened.territories());
  report('this resolver', { cases, outcomes: cases.map((each, at) => judge(each, answers[at], opened)) });
  report('baseline: the last words or the postcode, looked up as they are', {
    cases,
    outcomes: cases.map((each) => judge(each, simple(each.query), opened)),
  });
  settledByAnswers(cases, opened);
  console.log(`${figure(rate)} resolutions a second on one core, after a first pass\n`);
}

/**
 * How many of the queries that stay ambiguous an answer with the expected town would settle: not how often a geocoder is
 * right, but how often ours would believe it when it is.
 */
function settledByAnswers(cases: readonly PlaceCase[], opened: Places): void {
  const territories = opened.territories();
  const settled = cases
    .filter(({ isCounting }) => isCounting)
    .flatMap(({ query, city }) => {
      const { candidates = [] } = opened.resolve({ text: query, defaultCountry: 'FR' });
      if (candidates.length === 0) return [];
      const expected = territories
        .communesEverNamed(foldPlaceName(city))
        .find(({ commune }) => candidates.includes(commune.id))?.commune;
      if (expected === undefined) return [false];
      const answer = answerIn(expected, query);
      const { territories: path } = opened.resolve({ text: query, defaultCountry: 'FR', answer });
      return [path.at(-1) === expected.id];
    });
  const count = settled.filter((one) => one).length;
  console.log(
    `${String(count)} of ${String(settled.length)} ambiguous queries would be settled by an answer with the expected town\n`,
  );
}

function answerIn({ code, centre }: Territory, label: string): FoundAddress {
  const { lat = 0, lon = 0 } = centre ?? {};
  const where = { lat, lon, communeCode: code, label };
  return { outcome: 'found', score: 1, type: 'housenumber', source: 'bench', at: '2026-01-01', ...where };
}

function report(
  title: string,
  { cases, outcomes }: { cases: readonly PlaceCase[]; outcomes: readonly Outcome[] },
): void {
  const judged = cases.map(({ file, isCounting }, at) => ({
    file,
    isCounting,
    outcome: outcomes[at] ?? 'unjudged',
  }));
  const groups = [...Map.groupBy(judged, ({ file }) => file), ['all', judged] as const];
  const rows = groups.flatMap(([file, group]) => {
    const own = group.map(({ outcome }) => outcome);
    const counting = group.filter(({ isCounting }) => isCounting).map(({ outcome }) => outcome);
    const { right, wrong, ambiguous, wider } = countsOf(counting);
    if (counting.length === 0) return [];
    const share = (count: number, of: number): string => (of === 0 ? '–' : `${figure((100 * count) / of)} %`);
    return [
      [
        file,
        String(own.length),
        String(counting.length),
        share(right, counting.length),
        share(right, right + wrong),
        share(ambiguous, counting.length),
        share(wider, counting.length),
        share(wrong, counting.length),
        share(countsOf(own).wrong, own.length),
      ],
    ];
  });
  console.log(title);
  printTable(
    [
      'file',
      'cases',
      'counting',
      'right',
      'right of answered',
      'ambiguous',
      'wider',
      'wrong',
      'wrong of all cases',
    ],
    rows,
  );
  console.log();
}

/** Points spread over France by a fixed sequence. */
function locatePoints(count: number, opened: Places): void {
  let seed = 1;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const started = coreSeconds();
  const levels = new Map<string, number>();
  for (let at = 0; at < count; at += 1) {
    const found = opened.locatePoint({ lat: 42.5 + 8 * next(), lon: -4.5 + 12 * next() });
    const level = found?.path.at(-1)?.split('-', 1)[0] ?? 'none';
    levels.set(level, (levels.get(level) ?? 0) + 1);
  }
  const seconds = coreSeconds() - started;
  const spread = [...levels].map(([level, each]) => `${level} ${figure((100 * each) / count)} %`).join(', ');
  console.log(
    `${figure(count)} points located in ${figure(seconds)} s of one core, ${figure(count / seconds)} a second: ${spread}`,
  );
}
