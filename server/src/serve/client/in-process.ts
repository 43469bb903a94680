import type { Validations } from '../../backoffice/validations.ts';
import type { CarrefourClient, ClusterPage, Home, Lang, SearchPage, ValidationPage } from '../../contract.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { KeptValidation } from '../../domain/validation.ts';
import { emptyQuery, type SearchQuery } from '../../domain/search-query.ts';
import type { Cluster } from '../../search/search-index.ts';
import type { Suggestions } from '../../enrich/suggestions.ts';
import type { Labels } from '../labels.ts';
import { vocabularyAnswer } from '../vocabulary/answer.ts';
import type { PropertyUses } from '../vocabulary/term-pages.ts';
import { themesPage } from '../vocabulary/theme-pages.ts';
import type { ParsedSearch } from '../search-parameters.ts';
import { entryCounts } from './entry-counts.ts';
import { facetPage } from './facet-page.ts';
import { facetValues, programmesOf, wordsOf } from './facet-values.ts';
import { hitsOf, pagePath, titleOf } from './hits.ts';
import { sparqlOf } from '../outputs/sparql-text.ts';
import { leadSchemes, leadsOf } from './leads.ts';
import { readSearch } from './read-search.ts';
import { relaxationsOf } from './relaxations.ts';
import { similarAnswer } from './similar.ts';
import { createSentenceReader, type SentenceReader } from './sentence-reader.ts';
import { newestHarvest, sourcePage, sourceSummaries, type SourceInfo } from './sources.ts';
import { themeAnswer } from './themes.ts';
import { labelsOf, thingAnswer } from './thing-page.ts';
import type { LedgerReader, SearchReader } from '../reading.ts';

export type { SourceInfo } from './sources.ts';

/** What the client reads; it writes nothing. */
export interface ClientDependencies {
  readonly ledger: LedgerReader;
  readonly search: SearchReader;
  /** Asked what sentences may mean. */
  readonly suggestions: Pick<Suggestions, 'suggest'>;
  /** The public base IRI, without trailing slash. */
  readonly base: string;
  /** Read at each call: sources come and go while the server runs. */
  readonly sources: () => readonly SourceInfo[];
  readonly labels: Labels;
  readonly validations: Pick<Validations, 'validate' | 'find'>;
  /** What the shapes say of properties: the pages of the vocabulary show it. */
  readonly propertyUses: PropertyUses;
}

/** Programmes of which a page shows the title. */
const mostProgrammes = 200;
const latestCount = 6;
const completionLimit = 8;
const shortestCompletion = 2;
const longestCompletion = 100;

/** The client of the pages rendered in this process and of the API: the same answers without HTTP. */
export function createInProcessClient(dependencies: ClientDependencies): CarrefourClient {
  const { ledger, search } = dependencies;
  const sentences = createSentenceReader(dependencies.suggestions, { schemes: leadSchemes });
  return {
    home: (lang) => home(lang, dependencies),
    async search(parameters, lang) {
      return searchPage(await readSearch(parameters, lang, dependencies), { ...dependencies, sentences });
    },
    facet: (parameter, parameters, lang) => facetPage(parameter, { parameters, lang }, dependencies),
    async sparql(parameters, lang) {
      const { query } = await readSearch(parameters, lang, dependencies);
      return { query: sparqlOf(query, dependencies.base) };
    },
    async clusters(parameters, lang) {
      return clusterPage(await readSearch(parameters, lang, dependencies), dependencies);
    },
    async complete(text, lang) {
      const typed = text.trim().slice(0, longestCompletion);
      if (typed.length < shortestCompletion) return [];
      return search.complete(typed, { lang, limit: completionLimit });
    },
    thing: (id, lang) => thingAnswer(id, lang, dependencies),
    similar: (id, lang) => similarAnswer(id, lang, dependencies),
    themes: async () => themesPage(await entryCounts('theme', search)),
    theme: (name, lang) => themeAnswer(name, lang, dependencies),
    sources: () => sourceSummaries(ledger, dependencies.sources()),
    source: (id) => sourcePage(id, { ...dependencies, sources: dependencies.sources() }),
    async validate(request, lang) {
      return validationPage(await dependencies.validations.validate(request), lang, dependencies.labels);
    },
    async validation(id, lang) {
      const kept = await dependencies.validations.find(id);
      return kept && validationPage(kept, lang, dependencies.labels);
    },
    vocabulary: (path) =>
      vocabularyAnswer(path, {
        propertyUses: dependencies.propertyUses,
        countsOf: (scheme) => entryCounts(scheme, search),
      }),
  };
}

function validationPage(kept: KeptValidation, lang: Lang, labels: Labels): ValidationPage {
  return {
    ...kept,
    path: `/valider/${kept.id}`,
    labels: kept.report.preview.map((doc) => labelsOf(doc, lang, labels)),
  };
}

async function searchPage(
  { query, unknownValues }: ParsedSearch,
  dependencies: ClientDependencies & { readonly sentences: SentenceReader },
) {
  const { ledger, search, labels, base, sentences } = dependencies;
  const [result, meant] = await Promise.all([search.search(query), sentences.read(query.q)]);
  const docs = await ledger.docs(result.ids);
  const { lang, page, per } = query;
  const programmes = await programmesOf(result.facets.programme, {
    chosen: query.programme,
    most: mostProgrammes,
    ledger,
  });
  const words = wordsOf(lang, { ...dependencies, programmes });
  return {
    total: result.total,
    hits: await hitsOf(docs, { search, labels, base, lang, q: result.corrected ?? query.q }),
    facets: facetValues(result, { query, words }),
    years: result.years,
    ...(result.corrected === undefined ? {} : { corrected: result.corrected }),
    ...(result.suggested === undefined ? {} : { suggested: result.suggested }),
    isRelaxed: result.isRelaxed,
    ...(await leadsOf(meant, { query, result, search, ledger, labelOf: words })),
    places: result.places,
    withoutPlace: result.withoutPlace,
    page,
    per,
    unknownValues,
    relaxations: result.total === 0 ? await relaxationsOf(query, { search, labelOf: words }) : [],
  } satisfies SearchPage;
}

async function clusterPage({ query, zoom }: ParsedSearch, { ledger, search }: ClientDependencies) {
  const { clusters, things, places, withoutPlace } = await search.clusters(query, zoom);
  const ids = clusters.flatMap(({ thing }) => (thing === undefined ? [] : [thing]));
  const docs = new Map((await ledger.docs([...new Set(ids)])).map((doc) => [doc.id, doc]));
  return {
    clusters: clusters.map((cluster) => {
      const doc = docs.get(cluster.thing ?? '');
      return doc === undefined
        ? cluster
        : { ...cluster, title: titleOf(doc, query.lang).text, path: pagePath(doc), ...areaOf(doc, cluster) };
    }),
    things,
    places,
    withoutPlace,
  } satisfies ClusterPage;
}

/** How far the place that a cluster stands for may be from its coordinates; nothing for a stated point. */
function areaOf({ places }: ThingDoc, { lat, lon }: Cluster): { readonly radius?: number } {
  const close = (a: number | undefined, b: number): boolean => Math.abs((a ?? Infinity) - b) < 1e-4;
  const radius = places.find((place) => close(place.lat, lat) && close(place.lon, lon))?.radius;
  return radius === undefined ? {} : { radius };
}

async function home(lang: Lang, dependencies: ClientDependencies): Promise<Home> {
  const { ledger, search, labels, base } = dependencies;
  const query: SearchQuery = { ...emptyQuery, per: 1, lang };
  const [result, latest, sources] = await Promise.all([
    search.search(query),
    search.search({ ...query, kind: ['innovation'], sort: 'recent', per: latestCount }),
    sourceSummaries(ledger, dependencies.sources()),
  ]);
  const facets = facetValues(result, { query, words: wordsOf(lang, dependencies) });
  const lastHarvest = newestHarvest(sources);
  return {
    total: result.total,
    kinds: Object.fromEntries(facets.kind.map(({ value, count }) => [value, count])),
    themes: facets.theme.filter(({ parent }) => parent === undefined),
    territories: facets.territory,
    latest: await hitsOf(await ledger.docs(latest.ids), { search, labels, base, lang, q: '' }),
    sources,
    ...(lastHarvest === undefined ? {} : { lastHarvest }),
  };
}
