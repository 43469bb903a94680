import { openValidations } from '../validations.ts';
import { openClient, openSearch, openStore } from '../views.ts';
import { AppError } from '../../domain/app-error.ts';
import { readFile } from 'node:fs/promises';
import { answerTypes } from '../../store/triple-store.ts';
import { guardQuery } from '../../store/sparql-guard.ts';
import type { ScoreExplanation, SearchIndex } from '../../search/search-index.ts';
import { exit, textOption, type Call, type Command } from './command.ts';
import { table } from './table.ts';

export const searchCommand: Command = {
  usage: 'search QUERY [--kind K] [--explain ID] [--json]',
  summary: 'Search the published things, as the pages do; say what the score of one is made of.',
  options: { kind: { type: 'string' }, explain: { type: 'string' } },
  async run(call) {
    const platform = await call.open();
    const search = await openSearch(platform);
    try {
      const explained = textOption(call, 'explain');
      if (explained !== undefined) return await explainScore(call, explained, search);
      const parameters = new URLSearchParams({ q: call.positionals.join(' ') });
      const kind = textOption(call, 'kind');
      if (kind !== undefined) parameters.set('kind', kind);
      const client = openClient(platform, {
        search,
        // Learning takes longer than the whole command: what a sentence may mean is for the pages and the API.
        suggestions: { suggest: () => Promise.resolve([]) },
        validations: openValidations(platform),
      });
      const page = await client.search(parameters, 'fr');
      if (call.options['json'] === true) call.print(JSON.stringify(page));
      else {
        for (const { id, kind: kindOfHit, title, places } of page.hits) {
          call.print(
            `${id}  ${kindOfHit.padEnd(12)}  ${title}${places[0]?.city === undefined ? '' : ` (${places[0].city})`}`,
          );
        }
        call.print(
          `${String(page.total)} found${page.corrected === undefined ? '' : ` for “${page.corrected}”`}.`,
        );
      }
      return exit.done;
    } finally {
      await search.close();
    }
  },
};

/** Prints what the score of one thing for the words is made of. */
async function explainScore(call: Call, id: string, search: Pick<SearchIndex, 'explain'>): Promise<number> {
  const q = call.positionals.join(' ');
  const explanation = await search.explain(q, id);
  if (explanation === undefined) {
    throw new AppError(
      'wrong-request',
      `“${q}” does not find ${id}: give words, and the id of a thing that they find.`,
    );
  }
  if (call.options['json'] === true) call.print(JSON.stringify(explanation));
  else for (const line of explanationLines(explanation)) call.print(line);
  return exit.done;
}

function explanationLines({ score, words, share, lift, byScore, shown }: ScoreExplanation): string[] {
  const rows = words.flatMap(({ text, holders, rarity, fields }) =>
    fields.map(({ field, by, weight, score: part }) => [
      text,
      by,
      field,
      String(holders),
      rarity.toFixed(2),
      weight.toFixed(2),
      part.toFixed(3),
    ]),
  );
  const place = (at: number | undefined): string =>
    at === undefined ? 'beyond the first hundred' : String(at);
  return [
    table(['word', 'found as', 'field', 'holders', 'rarity', 'weight', 'score'], rows),
    `score ${score.toFixed(3)}: ${(100 * share).toFixed(0)} % of the words; lifted by completeness ${lift.completeness.toFixed(3)}, recency ${lift.recency.toFixed(3)}`,
    `place ${place(byScore)} by score, ${place(shown)} after the diversity rule`,
  ];
}

const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/sparql-results+json',
  xml: 'application/sparql-results+xml',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  ttl: 'text/turtle',
  nt: 'application/n-triples',
  rdf: 'application/rdf+xml',
};

export const sparqlCommand: Command = {
  usage: 'sparql QUERY|FILE [--format json|xml|csv|tsv|ttl|nt|rdf]',
  summary: 'Answer a SPARQL query over the open data.',
  options: { format: { type: 'string' } },
  async run(call) {
    const [given = ''] = call.positionals;
    const text = /\.(?:rq|sparql)$/.test(given) ? await readFile(given, 'utf8') : given;
    const platform = await call.open();
    const { sparql, base } = platform.config;
    const guarded = guardQuery(text, { base, rows: sparql.rows });
    if (guarded instanceof AppError) throw guarded;
    const isRows = guarded.form === 'select' || guarded.form === 'ask';
    const mediaType = mediaTypes[textOption(call, 'format') ?? (isRows ? 'json' : 'ttl')];
    const allowed: readonly string[] = isRows ? answerTypes.rows : answerTypes.graph;
    if (mediaType === undefined || !allowed.includes(mediaType)) {
      throw new AppError(
        'wrong-request',
        `This query answers in ${allowed.join(', ')}: --format ${Object.keys(mediaTypes).join('|')}.`,
      );
    }
    const store = await openStore(platform);
    try {
      const limits = { timeout: sparql.seconds * 1000, rows: sparql.rows, bytes: 256 * 1024 * 1024 };
      const answer = await store.query({
        ...guarded,
        mediaType,
        lane: 'public',
        limits,
        signal: call.signal,
      });
      call.print(answer.body.trimEnd());
      if (answer.isCut)
        call.tell(`Cut after ${String(answer.rows)} rows: CARREFOUR_SPARQL_ROWS sets the limit.`);
      return exit.done;
    } finally {
      await store.close();
    }
  },
};
