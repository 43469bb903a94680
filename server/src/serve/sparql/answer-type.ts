import { answerTypes, type QueryForm } from '../../store/triple-store.ts';

const jsonLd = 'application/ld+json';

/** What an answer can be written in: the store's own types, and JSON-LD, which is made from N-Triples. */
interface Offer {
  readonly mediaType: string;
  /** The value of `format=`. */
  readonly format: string;
  /** Other names that clients use for it. */
  readonly aliases: readonly string[];
}

const [resultsJson, resultsXml, csv, tsv] = answerTypes.rows;
const [turtle, ntriples, rdfXml] = answerTypes.graph;

const offers: Readonly<Record<'rows' | 'graph', readonly Offer[]>> = {
  rows: [
    { mediaType: resultsJson, format: 'json', aliases: ['application/json', 'text/json'] },
    { mediaType: resultsXml, format: 'xml', aliases: ['application/xml', 'text/xml'] },
    { mediaType: csv, format: 'csv', aliases: [] },
    { mediaType: tsv, format: 'tsv', aliases: [] },
  ],
  graph: [
    { mediaType: turtle, format: 'ttl', aliases: ['application/x-turtle', 'application/turtle', 'text/n3'] },
    { mediaType: jsonLd, format: 'jsonld', aliases: ['application/json'] },
    { mediaType: ntriples, format: 'nt', aliases: ['text/plain'] },
    { mediaType: rdfXml, format: 'rdf', aliases: ['application/xml', 'text/xml'] },
  ],
};

/** The media type that the client gets, and the one that the store is asked for. */
export interface AnswerType {
  readonly mediaType: string;
  readonly storeType: string;
}

/**
 * Chooses by `format=` (a short name or a media type), else by the Accept header with its weights; undefined when
 * nothing on offer is acceptable.
 */
export function chooseAnswerType(
  form: QueryForm,
  { accept, format }: { readonly accept: string | undefined; readonly format: string | undefined },
): AnswerType | undefined {
  const list = offers[isRows(form) ? 'rows' : 'graph'];
  const chosen = format === undefined ? byAccept(list, accept ?? '*/*') : byFormat(list, format);
  if (chosen === undefined) return undefined;
  return {
    mediaType: chosen.mediaType,
    storeType: chosen.mediaType === jsonLd ? ntriples : chosen.mediaType,
  };
}

/** The media types and `format=` names that a query of this form can be answered in. */
export function offeredTypes(form: QueryForm): { mediaType: string; format: string }[] {
  return offers[isRows(form) ? 'rows' : 'graph'].map(({ mediaType, format }) => ({ mediaType, format }));
}

/** True when the client would rather have a page for people than any RDF. */
export function prefersPage(accept: string | undefined): boolean {
  const ranges = parseAccept(accept ?? '*/*');
  const page = Math.max(weight(ranges, 'text/html'), weight(ranges, 'application/xhtml+xml'));
  const isNamed = ranges.some(({ range }) => range === 'text/html' || range === 'application/xhtml+xml');
  return isNamed && offers.graph.every(({ mediaType }) => weight(ranges, mediaType) <= page);
}

function isRows(form: QueryForm): boolean {
  return form === 'select' || form === 'ask';
}

function byFormat(list: readonly Offer[], format: string): Offer | undefined {
  const name = format.toLowerCase();
  return list.find((offer) => [offer.format, offer.mediaType, ...offer.aliases].includes(name));
}

function byAccept(list: readonly Offer[], accept: string): Offer | undefined {
  const ranges = parseAccept(accept);
  // A browser names XML among pages without wanting any.
  const isBrowser = ranges.some(({ range }) => range === 'text/html');
  const weights = list.map((offer) => {
    const aliases = isBrowser ? [] : offer.aliases;
    return Math.max(weight(ranges, offer.mediaType), ...aliases.map((alias) => namedWeight(ranges, alias)));
  });
  const best = Math.max(...weights);
  return best > 0 ? list[weights.indexOf(best)] : undefined;
}

interface Range {
  readonly range: string;
  readonly q: number;
}

function parseAccept(accept: string): Range[] {
  return accept.split(',', 50).map((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { range, q: Number.isFinite(q) ? q : 0 };
  });
}

/** The weight of the most specific range that covers a media type. */
function weight(ranges: readonly Range[], mediaType: string): number {
  const [family = ''] = mediaType.split('/');
  const names = [mediaType, `${family}/*`, '*/*'];
  return names.flatMap((name) => ranges.find(({ range }) => range === name) ?? [])[0]?.q ?? 0;
}

function namedWeight(ranges: readonly Range[], mediaType: string): number {
  return ranges.find(({ range }) => range === mediaType)?.q ?? 0;
}
