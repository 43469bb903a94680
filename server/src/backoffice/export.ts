import { jsonLdContext } from '@carrefour/ontology';
import jsonld from 'jsonld';
import { withBase } from '../domain/base.ts';
import { graphs } from '../domain/graphs.ts';
import type { Publication } from '../domain/publication.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { csvCell } from './csv-cell.ts';
import { openColumns, openRow } from './open-row.ts';

export const exportFormats = ['nq', 'jsonld', 'csv', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Parts of the open data: elected descriptions, what each source said, what we worked out, where it comes from. */
export const exportedGraphs = ['published', 'claims', 'inferred', 'provenance'] as const;
export type ExportedGraph = (typeof exportedGraphs)[number];

interface ExportOptions {
  readonly format: ExportFormat;
  readonly graphs: readonly ExportedGraph[];
  readonly base: string;
}

/**
 * The open data as text, thing by thing in the order of ids, so that equal ledgers give equal bytes. JSON-LD holds one
 * object a line (JSON Lines); CSV and GeoJSON hold the published descriptions only.
 */
export async function* exportOpen(
  ledger: Ledger,
  { format, graphs: wanted, base }: ExportOptions,
): AsyncIterable<string> {
  const writer = writers[format];
  let isFirst = true;
  yield writer.head;
  for await (const publication of ledger.publications()) {
    if (!publication.doc.isOpen) continue;
    const text = withBase(await writer.write(publication, wanted), base);
    if (text === '') continue;
    if (!isFirst) yield writer.between;
    isFirst = false;
    yield text;
  }
  yield writer.foot;
}

interface ExportWriter {
  readonly head: string;
  readonly between: string;
  readonly foot: string;
  write(publication: Publication, wanted: readonly ExportedGraph[]): string | Promise<string>;
}

const writers: Readonly<Record<ExportFormat, ExportWriter>> = {
  nq: { head: '', between: '', foot: '', write: ({ graph }, wanted) => linesIn(graph, wanted) },
  jsonld: {
    head: '',
    between: '',
    foot: '',
    async write({ graph }) {
      const expanded = await jsonld.fromRDF(linesIn(graph, ['published'], { isTriples: true }), {
        format: 'application/n-quads',
      });
      return `${JSON.stringify(await jsonld.compact(expanded, { '@context': jsonLdContext }))}\n`;
    },
  },
  csv: {
    head: `${openColumns.join(',')}\n`,
    between: '',
    foot: '',
    write: (publication) => `${Object.values(openRow(publication).cells).map(csvCell).join(',')}\n`,
  },
  geojson: {
    head: '{"type":"FeatureCollection","features":[\n',
    between: ',\n',
    foot: '\n]}\n',
    write: (publication) => JSON.stringify(featureOf(publication)),
  },
};

function linesIn(graph: string, wanted: readonly ExportedGraph[], { isTriples = false } = {}): string {
  const kept = graph.split('\n').flatMap((line) => {
    const name = /<([^<>]*)> \.$/.exec(line)?.[1];
    const hasGraph = name !== undefined && isGraphName(line);
    const part = hasGraph ? partOf(name) : 'published';
    if (line === '' || !wanted.includes(part)) return [];
    return hasGraph || isTriples ? [line] : [`${line.slice(0, -1)}<${graphs.published}> .`];
  });
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
}

/** A line has a graph name when three terms stand before its last one. */
function isGraphName(line: string): boolean {
  return /^<[^>]*> <[^>]*> (?:<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?) <[^>]*> \.$/.test(line);
}

function partOf(graph: string): ExportedGraph {
  if (graph === graphs.provenance) return 'provenance';
  return graph.includes('/graph/inferred/') ? 'inferred' : 'claims';
}

/** A thing as a GeoJSON feature (RFC 7946), its open places being the geometry; null where none has coordinates. */
export function featureOf(publication: Publication): object {
  const { cells, points } = openRow(publication);
  const [point] = points;
  const geometry =
    point === undefined
      ? null
      : points.length === 1
        ? { type: 'Point', coordinates: point }
        : { type: 'MultiPoint', coordinates: points };
  return { type: 'Feature', id: cells.iri, geometry, properties: cells };
}
