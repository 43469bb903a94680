/** A cell of an answer in the SPARQL 1.1 Query Results JSON Format. */
export interface Cell {
  readonly type: string;
  readonly value: string;
  readonly 'xml:lang'?: string;
}

export type Answer =
  | {
      readonly outcome: 'rows';
      readonly columns: readonly string[];
      readonly rows: readonly Readonly<Record<string, Cell>>[];
      readonly isCut: boolean;
    }
  | { readonly outcome: 'boolean'; readonly value: boolean }
  | { readonly outcome: 'text'; readonly text: string }
  | { readonly outcome: 'refused'; readonly message: string; readonly hint?: string };

interface Problem {
  readonly detail?: string;
  readonly title?: string;
  readonly hint?: { readonly fr?: string; readonly en?: string };
}

interface ResultsJson {
  readonly boolean?: boolean;
  readonly head?: { readonly vars?: readonly string[] };
  readonly results?: { readonly bindings?: readonly Readonly<Record<string, Cell>>[] };
}

/** Asks the platform's own endpoint; rejects only when it cannot be reached or `signal` ends the wait. */
export async function ask(
  query: string,
  { lang, signal }: { lang: 'fr' | 'en'; signal: AbortSignal },
): Promise<Answer> {
  const answer = await fetch('/sparql', {
    method: 'POST',
    headers: {
      'content-type': 'application/sparql-query',
      accept: 'application/sparql-results+json, text/turtle;q=0.9, application/problem+json;q=0.8',
    },
    body: query,
    signal,
  });
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as Problem;
    const hint = problem.hint?.[lang];
    return {
      outcome: 'refused',
      message: problem.detail ?? problem.title ?? String(answer.status),
      ...(hint === undefined ? {} : { hint }),
    };
  }
  if (!(answer.headers.get('content-type') ?? '').includes('sparql-results+json')) {
    return { outcome: 'text', text: await answer.text() };
  }
  const { boolean, head, results } = (await answer.json()) as ResultsJson;
  if (boolean !== undefined) return { outcome: 'boolean', value: boolean };
  return {
    outcome: 'rows',
    columns: head?.vars ?? [],
    rows: results?.bindings ?? [],
    isCut: answer.headers.has('x-carrefour-cut'),
  };
}
