import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { car, prefixes, rdf, schema } from '@carrefour/ontology';
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

/** How many statements the claims of a source make, by property. */
async function statementsOf(
  ledger: Ledger,
  source: string,
  sets: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const set of sets) {
    for await (const { key } of ledger.knownRecords(source, set)) {
      for (const { predicate } of fromNQuads((await ledger.claim({ source, set, key }))?.graph ?? ''))
        counts.set(predicate.value, (counts.get(predicate.value) ?? 0) + 1);
    }
  }
  return counts;
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

/** Properties of our own vocabulary, most used first. */
function ownProperties(statements: ReadonlyMap<string, number>): [name: string, count: number][] {
  return [...statements]
    .filter(([property]) => property.startsWith(prefixes.car))
    .map(([property, count]): [string, number] => [property.slice(prefixes.car.length), count])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The share of statements whose property is another vocabulary's. */
function standardShare(statements: ReadonlyMap<string, number>): string {
  const all = sum(statements.values());
  const ours = sum(ownProperties(statements).map(([, count]) => count));
  return all === 0 ? '' : `${String(Math.round(((all - ours) / all) * 100))} %`;
}

/**
 * The statements without the history of stages: a stage of it has its link, its type, its stage, and its first day; a last day
 * counts on the other side, so that what is left is not flattered.
 */
function withoutStages(statements: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const periods = statements.get(car.hadStage) ?? 0;
  const gone = new Map<string, number>([
    [car.hadStage, periods],
    [car.stage, periods],
    [rdf.type, periods],
    [schema.startDate, periods],
  ]);
  return new Map([...statements].map(([property, count]) => [property, count - (gone.get(property) ?? 0)]));
}

function row(status: Status, sets: readonly SetReport[], statements: ReadonlyMap<string, number>): string {
  const fields = sets.flatMap((set) => set.fields);
  const uses = (isMapped: boolean): string => {
    const some = fields.filter((field) => field.isMapped === isMapped);
    return `${String(some.length)} (${String(sum(some.map(({ count }) => count)))})`;
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
    String(sum(statements.values())),
    standardShare(statements),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Fields named one by one; the others of a set are told together, where they are more than a few. */
const mostNamed = 20;
const fewOthers = 5;

/** Fields that no mapping reads, most used first, with the number of their values. */
function unmappedFields(fields: SetReport['fields']): string {
  const unmapped = fields
    .filter(({ isMapped }) => !isMapped)
    .toSorted((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
  if (unmapped.length === 0) return 'Every field is mapped.';
  const shown = unmapped.length <= mostNamed + fewOthers ? unmapped.length : mostNamed;
  const named = unmapped.slice(0, shown).map(({ field, count }) => `\`${field}\` (${String(count)})`);
  const others = unmapped.slice(shown).map(({ count }) => count);
  const rest =
    others.length === 0
      ? ''
      : `, and ${String(others.length)} others, each with ${String(others[0])} values or fewer (${String(sum(others))} in all)`;
  return `Not mapped: ${named.join(', ')}${rest}.`;
}

function details(id: string, sets: readonly SetReport[]): string[] {
  return sets.flatMap(({ set, fields, quarantined }) => {
    const reasons = Map.groupBy(
      quarantined.flatMap((record) => record.reasons.map(({ message }) => message['en'] ?? '')),
      (reason) => reason,
    );
    return [
      `### ${id} / ${set}`,
      '',
      unmappedFields(fields),
      ...(quarantined.length === 0 ? ['', 'Nothing is quarantined.'] : []),
      ...[...reasons].map(([reason, same]) => `\nQuarantined, ${String(same.length)} times: ${reason}`),
      '',
    ];
  });
}

/** Where the page says why terms of our own are used, and what share they would have without the history of stages. */
function whyOurs(stages: ReadonlyMap<string, string>): string {
  const without = [...stages].map(([id, share]) => `\`${id}\` ${share}`).join(', ');
  return `A term of ours stands where no standard one says the same. \`car:stage\` and \`car:hadStage\` say how far an action has come,
and when it stood where: schema.org has a status of events, orders and creative works, \`adms:status\` is the step of a document
in a publishing workflow, and \`dcterms:temporal\` says when, not how far. \`car:need\`, \`car:answer\`, \`car:results\` and
\`car:lessons\` keep apart what \`schema:description\` holds undivided. \`car:carrier\` is who holds an action together:
\`schema:provider\` offers a service, \`schema:sponsor\` supports, \`schema:producer\` makes a work. \`car:seat\`,
\`car:implementedIn\` and \`car:serves\` keep apart what \`schema:location\` holds undivided. \`car:actorType\` is
\`org:classification\` by our own list, as ORG recommends. \`car:goal\` and \`car:method\` say what \`dcterms:subject\` would mix with
themes.

A source that tells the whole history of its actions says most in terms of ours: each stage is a node of its own, of which two
statements (\`car:hadStage\`, \`car:stage\`) have no standard property. With the stage of today alone the standard share would be:
${without === '' ? 'the same for all' : without}.`;
}

const sources = readdirSync(path.join(root, 'harvesters/sources')).filter((id) =>
  existsSync(path.join(copies, id)),
);
if (sources.length === 0)
  throw new Error(`There are no copies of sources at ${copies}: set CARREFOUR_SHARED.`);
process.on('exit', () => {
  rmSync(data, { recursive: true, force: true });
});
for (const id of sources) {
  const variant = variants[id] === undefined ? [] : ['--variant', variants[id]];
  carrefour('harvest', id, '--from', path.join(copies, id), ...variant);
  console.log(`${id}: harvested`);
}
const status = (carrefour('status') as { sources: Status[] }).sources;
const ledger = await openSqliteLedger({ folder: data });
const rows: string[] = [];
const ownTerms: string[] = [];
const everything = new Map<string, number>();
const stages = new Map<string, string>();
const sections: string[] = [];
for (const id of sources) {
  const { sets } = carrefour('source', 'report', id) as { sets: SetReport[] };
  const found = status.find((one) => one.id === id);
  if (found === undefined) continue;
  const statements = await statementsOf(
    ledger,
    id,
    sets.map(({ set }) => set),
  );
  for (const [property, count] of statements)
    everything.set(property, (everything.get(property) ?? 0) + count);
  rows.push(row(found, sets, statements));
  if (statements.has(car.hadStage)) stages.set(id, standardShare(withoutStages(statements)));
  const own = ownProperties(statements).map(([name, count]) => `\`car:${name}\` (${String(count)})`);
  ownTerms.push(`- \`${id}\`: ${own.join(', ')}`);
  sections.push(...details(id, sets));
}
await ledger.close();
writeFileSync(
  page,
  `# What each source gives

Written by \`node server/scripts/write-sources-table.ts\` from local copies of the sources, harvested into one empty data folder
with \`CARREFOUR_REHEARSAL=true\`. \`read\` = published + grouped + quarantined + failed, in records; \`kinds\` and \`open\` count
things. A record is grouped when it is one more row of a thing that an earlier row began. Fields are counted with the number of
values in brackets; “standard” is the share of statements whose property is another vocabulary's than ours.

| Source | Agreement | Read | Published | Grouped | Quarantined | Failed | Kinds | Open | Fields mapped | Fields not mapped | Statements | Standard |
| --- | --- | --: | --: | --: | --: | --: | --- | --: | --- | --- | --: | --: |
${rows.join('\n')}

Of all ${String(sum(everything.values()))} statements together, ${standardShare(everything)} use a standard property.

## What is said in terms of our own

${ownTerms.join('\n')}

${whyOurs(stages)}

## What is not mapped, and why records wait

${sections.join('\n')}`,
);
execFileSync('prettier', ['--write', '--log-level', 'warn', page], { cwd: root, stdio: 'inherit' });
