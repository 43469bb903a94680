import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { alignmentsOf, concepts } from '@carrefour/ontology';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { Example, SuggestibleConcept } from '../server/src/enrich/suggest/example.ts';
import type { SuggestionInput } from '../server/src/enrich/suggestions.ts';
import { plainText } from '../server/src/enrich/suggest/features.ts';

/** A text with the codes that are right for it. */
export interface Asked {
  readonly input: SuggestionInput;
  readonly gold: readonly string[];
}

/** Texts whose concepts are known, some to learn from and others to be asked. */
export interface Task {
  readonly name: string;
  readonly concepts: readonly SuggestibleConcept[];
  readonly examples: readonly Example[];
  /** What is asked to measure: never learned from, never chosen by. */
  readonly tests: readonly Asked[];
  /** What may be asked to choose by: none of the tests. */
  readonly practice: readonly Asked[];
  /** The codes that are compared with the right ones, by the code that is suggested; absent: the same. */
  readonly answers?: ReadonlyMap<string, readonly string[]>;
}

const shared = process.env['CARREFOUR_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url));
const at = (name: string): string => path.join(shared, 'data', name);
const textOf = (name: string): string => readFileSync(at(name), 'utf8');

/** One in five, by a hash of the key: the same at every run. */
function isKeptApart(key: string): boolean {
  return (createHash('sha256').update(key).digest()[0] ?? 0) < 256 / 5;
}

interface Known extends Asked {
  readonly key: string;
}

/** Learns from four fifths, and is asked about one. */
function split(
  name: string,
  { known, scheme, concepts: all }: { known: readonly Known[]; scheme: string; concepts: Task['concepts'] },
): Task {
  const withGold = known.filter(({ gold }) => gold.length > 0);
  return {
    name,
    concepts: all,
    examples: withGold
      .filter(({ key }) => !isKeptApart(key))
      .map(({ input, gold }) => ({
        text: [input.title, input.description].filter((one) => one !== undefined).join(' . '),
        scheme,
        codes: gold,
        source: name,
        origin: 'thing',
      })),
    tests: withGold.filter(({ key }) => isKeptApart(key)),
    practice: withGold.filter(({ key }) => !isKeptApart(key)),
  };
}

/** Without any example: what our own concepts know. */
function cold({ name, concepts: all, answers }: Task, known: readonly Known[]): Task {
  return {
    ...(answers !== undefined && { answers }),
    name: `${name}, untaught`,
    concepts: all,
    examples: [],
    tests: known.filter(({ gold }) => gold.length > 0),
    practice: known.filter(({ key, gold }) => gold.length > 0 && !isKeptApart(key)),
  };
}

/** Tasks whose data is in the shared folder; the others are named in `skipped`. */
export function readTasks(): { tasks: Map<string, Task[]>; skipped: string[] } {
  const readers: Readonly<Record<string, () => Task[][]>> = {
    'cis-nomenclature': () => [labelTasks(), [untaughtLabelTask()]],
    'cis-ffe-projects': themeTasks,
    'betagouv-startups': () => [[thematicTask()]],
    'sdg-texts': goalTasks,
  };
  const found = Object.entries(readers).filter(([folder]) => existsSync(at(folder)));
  const groups = found.flatMap(([, read]) => read());
  return {
    tasks: new Map(groups.map((group) => [group[0]?.name ?? '', group])),
    skipped: Object.keys(readers).filter((folder) => !existsSync(at(folder))),
  };
}

/** Where the codes of 2018 are, as `ontology/alignments/cis-2018.ttl` names them. */
const cis2018 = 'https://w3id.org/carrefour/cis/2018/';

interface Mapped {
  readonly from: string;
  readonly name: string;
  readonly codes: readonly string[];
}

/** The codes of 2018 that hold a theme of ours, as alignments say it, or else those that hold its broader theme. */
function cisCodes(): Map<string, string[]> {
  const own = new Map(
    concepts('theme').map(({ code, iri }) => [
      code,
      alignmentsOf(iri)
        .filter((match) => match.iri.startsWith(cis2018) && ['exact', 'close', 'narrow'].includes(match.kind))
        .map((match) => match.iri.slice(cis2018.length)),
    ]),
  );
  const ofTheme = (code: string): string[] => own.get(code) ?? [];
  return new Map(
    concepts('theme').map(({ code, broader = '' }) => [
      code,
      ofTheme(code).length > 0 ? ofTheme(code) : ofTheme(broader),
    ]),
  );
}

function nomenclature(): Record<string, { fullname: string; description: string }> {
  return JSON.parse(textOf('cis-nomenclature/nomenclature.json')) as ReturnType<typeof nomenclature>;
}

/** One task a source: its labels are asked, those of all others are known. */
function labelTasks(): Task[] {
  const rows = mappedLabels();
  const stands = cisCodes();
  const all = Object.entries(nomenclature()).map(([code, { fullname, description }]) => ({
    scheme: 'cis',
    code,
    labels: [
      ...[fullname, ...description.split(',')].map((label) => label.trim()).filter((label) => label !== ''),
      ...ours('theme').flatMap((theme) =>
        stands.get(theme.code)?.includes(code) === true ? theme.labels : [],
      ),
    ],
    definitions: [],
  }));
  return [...new Set(rows.map(({ from }) => from))].map((source) => ({
    name: 'label → code (leave one source out)',
    concepts: all,
    examples: rows
      .filter(({ from }) => from !== source)
      .map(({ name, codes, from }) => ({ text: name, scheme: 'cis', codes, source: from, origin: 'mapped' })),
    tests: rows
      .filter(({ from }) => from === source)
      .map(({ name, codes }) => ({ input: { label: name }, gold: codes })),
    practice: [],
  }));
}

/** No source's labels are known: what is suggested are themes of ours, which stand for codes of 2018. */
function untaughtLabelTask(): Task {
  return {
    name: 'label → code, untaught',
    concepts: ours('theme'),
    examples: [],
    tests: mappedLabels().map(({ name, codes }) => ({ input: { label: name }, gold: codes })),
    practice: [],
    answers: cisCodes(),
  };
}

function mappedLabels(): Mapped[] {
  return JSON.parse(textOf('cis-nomenclature/tag-normalization.json')) as Mapped[];
}

function ours(scheme: string): SuggestibleConcept[] {
  return concepts(scheme).map(
    ({ code, broader, prefLabel, altLabels, hiddenLabels, definition }): SuggestibleConcept => ({
      scheme,
      code,
      ...(broader !== undefined && { broader }),
      labels: [prefLabel.fr, prefLabel.en, ...altLabels.fr, ...altLabels.en, ...hiddenLabels],
      definitions: [definition.fr, definition.en],
    }),
  );
}

function themeTasks(): Task[][] {
  const rows = parse(textOf('cis-ffe-projects/ffe.csv'), {
    bom: true,
    columns: (head: string[]) => head.map((name) => name.replaceAll(/\s+/g, ' ').trim()),
  }) as unknown as Record<string, string>[];
  const projects = new Map(rows.toReversed().map((row) => [row['ID CIS'] ?? '', row]));
  const known = [...projects].map(([key, row]) => ({
    key,
    input: { title: row['Nom du projet'] ?? '', description: row['Description'] ?? '' },
    gold: [1, 2, 3]
      .map((place) => (row[`Tag CIS - Niveau - 1 - Thématiques ${place} CODE`] ?? '').trim())
      .filter((code) => /^[A-Z]{3}$/.test(code)),
  }));
  const answers = new Map(concepts('theme').map(({ code, broader }) => [code, [broader ?? code]]));
  const task = {
    ...split('text → level-1 theme', { known, scheme: 'theme', concepts: ours('theme') }),
    answers,
  };
  return [[task], [cold(task, known)]];
}

function goalTasks(): Task[][] {
  const rows = parse(textOf('sdg-texts/sdg_texts.csv'), { bom: true, columns: true }) as unknown as {
    SDG: string;
    Text: string;
  }[];
  const known = [...Map.groupBy(rows, ({ Text }) => Text)].map(([text, same]) => ({
    key: text,
    input: { description: text },
    gold: [...new Set(same.map(({ SDG }) => SDG))],
  }));
  const task = split('sentence → SDG', { known, scheme: 'sdg', concepts: ours('sdg') });
  return [[task], [cold(task, known)]];
}

interface FrontMatter {
  readonly title?: string;
  readonly mission?: string;
  readonly thematiques?: readonly unknown[];
}

/** Thematiques are free words: those that five start-ups or more use are the concepts. */
function thematicTask(): Task {
  const folder = at('betagouv-startups/startups');
  const all = readdirSync(folder).map((name) => {
    const [, head = '', body = ''] =
      /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/.exec(readFileSync(path.join(folder, name), 'utf8')) ?? [];
    const { title = '', mission = '', thematiques } = parseYaml(head) as FrontMatter;
    const gold = (thematiques ?? []).map((one) => plainText(String(one))).filter((one) => one !== '');
    return { key: name, input: { title, description: `${mission} . ${body}` }, gold: [...new Set(gold)] };
  });
  const counts = Map.groupBy(
    all.flatMap(({ gold }) => gold),
    (one) => one,
  );
  const common = [...counts].filter(([, uses]) => uses.length >= 5).map(([one]) => one);
  return split('text → thematique', {
    known: all.map((one) => ({ ...one, gold: one.gold.filter((code) => common.includes(code)) })),
    scheme: 'thematique',
    concepts: common.map((code) => ({ scheme: 'thematique', code, labels: [code], definitions: [] })),
  });
}
