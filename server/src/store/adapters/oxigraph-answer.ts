import { defaultGraph, namedNode, Store } from 'oxigraph';
import type { QueryAnswer } from '../triple-store.ts';
import { cutAnswer } from './cut-answer.ts';
import type { EngineQuery } from './engine-messages.ts';
import { graphTerm } from './oxigraph-view.ts';

const ntriples = 'application/n-triples';

/** Answers a query in the media type asked for. Throws what the engine throws. */
export function answerQuery(store: Store, query: EngineQuery, base: string): QueryAnswer {
  const { form, mediaType, text } = query;
  const isGraph = form === 'construct' || form === 'describe';
  const raw = store.query(text, {
    base_iri: `${base}/`,
    results_format: isGraph ? ntriples : mediaType,
    ...datasetOptions(query, base),
  });
  if (typeof raw !== 'string') throw new TypeError('The engine gave no text.');
  if (form === 'ask') return { body: raw, mediaType, rows: 1, isCut: false };
  const { body, rows, isCut } = cutAnswer(raw, isGraph ? ntriples : mediaType, query);
  const isWritten = !isGraph || mediaType === ntriples;
  return { body: isWritten ? body : rewritten(body, mediaType), mediaType, rows, isCut };
}

function rewritten(triples: string, mediaType: string): string {
  // Freed at once: the engine's memory is outside of the garbage collector's sight.
  using store = new Store() as Store & Disposable;
  store.load(triples, { format: ntriples, lenient: true });
  return store.dump({ format: mediaType, from_graph_name: defaultGraph() });
}

function datasetOptions({ dataset }: EngineQuery, base: string): Parameters<Store['query']>[1] {
  if (dataset === undefined) return {};
  return {
    default_graph: dataset.default.map((iri) => graphTerm(iri, base)),
    named_graphs: dataset.named.map((iri) => namedNode(iri)),
  };
}
