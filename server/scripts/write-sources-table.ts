import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prefixes } from '@carrefour/ontology';
import { fromNQuads } from '../src/domain/quads.ts';
import { openSqliteLedger } from '../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../src/ledger/ledger.ts';

// Harvests every real source that has a local copy into an empty data folder, and writes what came of it to
// docs/sources.md: `node server/scripts/write-sources-table.ts`, with CARREFOUR_SHARED naming the copies.

const root = path.resolve(import.meta.dirname, '../..');
const copies = path.join(path.resolve(root, process.env['CARREFOUR_SHARED'] ?? '../shared'), 'data');
const page = path.join(root, 'docs', 'sources.md');
const data = mkdtempSync(path.join(tmpdir(), 'carrefour-sources-'));
/** Which of several copies is the newest. */
const variants: Readonly<Record<string, string>> = { dsi4eu: 'snapshot2' };

interface Status {
  readonly id: string;
  readonly read: number;
  readonly published: number;
  readonly open: number;
  readonly quarantined: number;
  readonly grouped: number;
  readonly failed: number;
  readonly kinds: Readonly<Record<string, number>>;
}

interface SetReport {
  readonly set: string;
  readonly quarantined: readonly {
    readonly reasons: readonly { readonly message: Record<string, string> }[];
  }[];
  readonly fields: readonly { readonly field: string; readonly count: number; readonly isMapped: boolean }[];
}

/** A source folder's agreement and licence are read from its declaration as text: this page only repeats them. */
function declared(id: string, field: string): string {
  const text = readFileSync(path.join(root, 'harvesters/sources', id, 'source.yaml'), 'utf8');
  return new RegExp(`^${field}: *(?:\\{ *level: *)?([^,}\\n]+)`, 'm').exec(text)?.[1]?.trim() ?? '';
}

function carrefour(...args: readonly string[]): unknown {
  const text = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'server/src/main/cli.ts'), ...args, '--json'],
    {
      env: { ...process.env, CARREFOUR_DATA: data, CARREFOUR_REHEARSAL: 'true' },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 256 * 1024 * 1024,
    },
  );
  return JSON.parse(text.toString()) as unknown;
}

/** The share of statements whose property is another vocabulary's. */
async function standardShare(ledger: Ledger, source: string, sets: readonly string[]): Promise<number> {
  let all = 0;
  let ours = 0;
  for (const set of sets) {
    for await (const { key } of ledger.knownRecords(source, set)) {
      for (const { predicate } of fromNQuads((await ledger.claim({ source, set, key }))?.graph ?? '')) {
        all += 1;
        if (predicate.value.startsWith(prefixes.car)) ours += 1;
      }
    }
  }
  return all === 0 ? 0 : (all - ours) / all;
}

function row(status: Status, sets: readonly SetReport[], share: number): string {
  const fields = sets.flatMap((set) => set.fields);
  const uses = (isMapped: boolean): string => {
    const some = fields.filter((field) => field.isMapped === isMapped);
    return `${String(some.length)} (${String(some.reduce((sum, { count }) => sum + count, 0))})`;
  };
  const kinds = Object.entries(status.kinds).map(([kind, count]) => `${String(count)} ${kind}`);
  const cells = [
    `\`${status.id}\``,
    declared(status.id, 'agreement'),
    ...[status.read, status.published, status.grouped, status.quarantined, status.failed].map(String),
    kinds.join(', '),
    String(status.open),
    uses(true),
    uses(false),
    `${String(Math.round(share * 100))} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function details(id: string, sets: readonly SetReport[]): string[] {
  return sets.flatMap(({ set, fields, quarantined }) => {
    const unmapped = fields.filter(({ isMapped }) => !isMapped);
    const reasons = Map.groupBy(
      quarantined.flatMap((record) => record.reasons.map(({ message }) => message['en'] ?? '')),
      (reason) => reason,
    );
    return [
      `### ${id} / ${set}`,
      '',
      unmapped.length === 0
        ? 'Every field is mapped.'
        : `Not mapped: ${unmapped.map(({ field, count }) => `\`${field}\` (${String(count)})`).join(', ')}.`,
      ...[...reasons].map(([reason, same]) => `\nQuarantined, ${String(same.length)} times: ${reason}`),
      '',
    ];
  });
}

const sources = readdirSync(path.join(root, 'harvesters/sources')).filter((id) =>
  existsSync(path.join(copies, id)),
);
if (sources.length === 0)
  throw new Error(`There are no copies of sources at ${copies}: set CARREFOUR_SHARED.`);
for (const id of sources) {
  const variant = variants[id] === undefined ? [] : ['--variant', variants[id]];
  carrefour('harvest', id, '--from', path.join(copies, id), ...variant);
  console.log(`${id}: harvested`);
}
const status = (carrefour('status') as { sources: Status[] }).sources;
const ledger = await openSqliteLedger({ folder: data });
const rows: string[] = [];
const sections: string[] = [];
for (const id of sources) {
  const { sets } = carrefour('source', 'report', id) as { sets: SetReport[] };
  const found = status.find((one) => one.id === id);
  if (found === undefined) continue;
  const share = await standardShare(
    ledger,
    id,
    sets.map(({ set }) => set),
  );
  rows.push(row(found, sets, share));
  sections.push(...details(id, sets));
}
await ledger.close();
rmSync(data, { recursive: true, force: true });
writeFileSync(
  page,
  `# What each source gives

Written by \`node server/scripts/write-sources-table.ts\` from local copies of the sources, harvested into one empty data folder
with \`CARREFOUR_REHEARSAL=true\`. \`read\` = published + grouped + quarantined + failed, in records; \`kinds\` and \`open\` count
things. Fields are counted with the number of values in brackets; “standard” is the share of statements whose property is
another vocabulary's than ours.

| Source | Agreement | Read | Published | Grouped | Quarantined | Failed | Kinds | Open | Fields mapped | Fields not mapped | Standard |
| --- | --- | --: | --: | --: | --: | --: | --- | --: | --- | --- | --: |
${rows.join('\n')}

## What is not mapped, and why records wait

${sections.join('\n')}`,
);
execFileSync('prettier', ['--write', '--log-level', 'warn', page], { cwd: root, stdio: 'inherit' });
