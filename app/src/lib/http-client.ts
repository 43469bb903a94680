import type {
  CarrefourClient,
  ClusterPage,
  Completion,
  FacetPage,
  Home,
  Lang,
  SearchPage,
  SimilarAnswer,
  SourcePage,
  SourceSummary,
  ThemeAnswer,
  ThemesPage,
  ThingAnswer,
  ValidationPage,
  VocabularyAnswer,
} from '@carrefour/server/contract';

interface HttpClientOptions {
  /** Origin of the API, without a slash at its end; empty for the page's own. */
  readonly base: string;
  readonly fetch: typeof globalThis.fetch;
}

type UnknownAddress = Extract<VocabularyAnswer, { kind: 'unknown' }>;

/** An answer that is no outcome of the question: `code` and `message` are those of the problem document. */
class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, problem: { code?: string; detail?: string; title?: string }) {
    super(problem.detail ?? problem.title ?? `The server answered ${String(status)}.`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? 'internal';
  }
}

/** Reads over `/api/v1`, for the browser and for pages that are rendered elsewhere than the data. */
export function createHttpClient({ base, fetch }: HttpClientOptions): CarrefourClient {
  const ask = async (path: string, parameters: URLSearchParams, lang: Lang): Promise<Response> => {
    const query = new URLSearchParams(parameters);
    query.set('lang', lang);
    return fetch(`${base}/api/v1/${path}?${query.toString()}`, { headers: { accept: 'application/json' } });
  };
  const read = async <Answer>(answering: Promise<Response>): Promise<Answer> => {
    const answer = await answering;
    if (!answer.ok) throw new ApiError(answer.status, await problemOf(answer));
    return (await answer.json()) as Answer;
  };
  const none = new URLSearchParams();
  return {
    home: (lang) => read<Home>(ask('home', none, lang)),
    search: (parameters, lang) => read<SearchPage>(ask('things', parameters, lang)),
    async facet(parameter, parameters, lang) {
      const answer = await ask(`facets/${encodeURIComponent(parameter)}`, parameters, lang);
      return answer.status === 404 ? undefined : read<FacetPage>(Promise.resolve(answer));
    },
    sparql: (parameters, lang) => read<{ query: string }>(ask('sparql', parameters, lang)),
    clusters: (parameters, lang) => read<ClusterPage>(ask('clusters', parameters, lang)),
    complete: (text, lang) =>
      read<readonly Completion[]>(ask('complete', new URLSearchParams({ q: text }), lang)),
    sources: (lang) => read<readonly SourceSummary[]>(ask('sources', none, lang)),
    async source(id, lang) {
      const answer = await ask(`sources/${encodeURIComponent(id)}`, none, lang);
      return answer.status === 404 ? undefined : read<SourcePage>(Promise.resolve(answer));
    },
    async validate(request, lang) {
      const answer = await fetch(`${base}/api/v1/validate?lang=${lang}`, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      return read<ValidationPage>(Promise.resolve(answer));
    },
    async validation(id, lang) {
      const answer = await ask(`validations/${encodeURIComponent(id)}`, none, lang);
      return answer.status === 404 ? undefined : read<ValidationPage>(Promise.resolve(answer));
    },
    async vocabulary(path) {
      const query = new URLSearchParams({ at: path });
      const answer = await fetch(`${base}/api/v1/vocabulary?${query.toString()}`, {
        headers: { accept: 'application/json' },
      });
      if (answer.status !== 404) return read<VocabularyAnswer>(Promise.resolve(answer));
      return { kind: 'unknown', closest: await closestOf(answer) };
    },
    themes: () => read<ThemesPage>(ask('themes', none, 'fr')),
    async theme(name, lang) {
      const answer = await ask(`themes/${encodeURIComponent(name)}`, none, lang);
      if (answer.status !== 404) return read<ThemeAnswer>(Promise.resolve(answer));
      return { outcome: 'unknown', closest: await closestOf(answer) };
    },
    thing: (id, lang) => about<ThingAnswer>(ask(`things/${encodeURIComponent(id)}`, none, lang)),
    similar: (id, lang) => about<SimilarAnswer>(ask(`things/${encodeURIComponent(id)}/similar`, none, lang)),
  };
}

/** What became of an id is an answer too, though it comes as a problem. */
async function about<Answer extends ThingAnswer | SimilarAnswer>(
  answering: Promise<Response>,
): Promise<Answer> {
  const answer = await answering;
  const body = (await answer.json().catch(() => ({}))) as Answer & { code?: string; detail?: string };
  if (answer.ok || isOutcome(body)) return outcomeOf(body);
  throw new ApiError(answer.status, body);
}

/** What may have been meant where nothing stands. */
async function closestOf(answer: Response): Promise<UnknownAddress['closest']> {
  const { closest = [] } = (await problemOf(answer)) as { closest?: UnknownAddress['closest'] };
  return closest;
}

async function problemOf(answer: Response): Promise<{ code?: string; detail?: string; title?: string }> {
  return (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; title?: string };
}

function isOutcome(body: { outcome?: string }): boolean {
  return ['merged', 'withdrawn', 'erased', 'unknown'].includes(body.outcome ?? '');
}

/** A problem document carries members of its own around the outcome's. */
function outcomeOf<Answer extends ThingAnswer | SimilarAnswer>(body: Answer): Answer {
  switch (body.outcome) {
    case 'published':
      return body;
    case 'merged':
      return { outcome: 'merged', into: body.into, path: body.path } as Answer;
    case 'withdrawn':
    case 'erased':
      return { outcome: body.outcome, at: body.at, reason: body.reason } as Answer;
    case 'unknown':
      return { outcome: 'unknown' } as Answer;
  }
}
