import { contextUrlPath, prefixes } from '@carrefour/ontology';
import { Writer, type Quad } from 'n3';
import { csvCell } from '../../backoffice/csv-cell.ts';
import { featureOf } from '../../backoffice/export.ts';
import { openColumns, openRow } from '../../backoffice/open-row.ts';
import type { Publication } from '../../domain/publication.ts';
import { fromNQuads } from '../../domain/quads.ts';
import { compactGraph } from '../dereference/syntaxes.ts';
import { atomFeed } from './atom.ts';
import type { OutputFacts } from './output-facts.ts';

/** One form that the results of a query leave in. */
export interface OutputFormat {
  readonly mediaType: string;
  /** Most things in one file. */
  readonly most: number;
  /** The text, piece by piece, each piece whole in its IRIs; under the placeholder base. */
  write(publications: AsyncIterable<Publication>, facts: OutputFacts): AsyncIterable<string>;
}

const mostThings = 50_000;
const mostEntries = 100;

/** The outputs of a query by the ending of their address. */
export const outputFormats = {
  csv: { mediaType: 'text/csv', most: mostThings, write: writeCsv },
  geojson: { mediaType: 'application/geo+json', most: mostThings, write: writeGeoJson },
  jsonld: { mediaType: 'application/ld+json', most: mostThings, write: writeJsonLd },
  ttl: { mediaType: 'text/turtle', most: mostThings, write: writeTurtle },
  atom: { mediaType: 'application/atom+xml', most: mostEntries, write: atomFeed },
} as const satisfies Readonly<Record<string, OutputFormat>>;

export type OutputName = keyof typeof outputFormats;

async function* writeCsv(publications: AsyncIterable<Publication>): AsyncIterable<string> {
  // The mark tells spreadsheets that the text is UTF-8.
  yield `\uFEFF${openColumns.join(',')}\r\n`;
  for await (const publication of publications)
    yield `${Object.values(openRow(publication).cells).map(csvCell).join(',')}\r\n`;
}

async function* writeGeoJson(
  publications: AsyncIterable<Publication>,
  { total, given, page }: OutputFacts,
): AsyncIterable<string> {
  const facts = JSON.stringify({ type: 'FeatureCollection', search: page, total, given });
  yield `${facts.slice(0, -1)},"features":[\n`;
  yield* separated(publications, (publication) => [JSON.stringify(featureOf(publication))]);
  yield '\n]}\n';
}

async function* writeJsonLd(
  publications: AsyncIterable<Publication>,
  { base }: OutputFacts,
): AsyncIterable<string> {
  yield `{"@context":${JSON.stringify(base + contextUrlPath)},"@graph":[\n`;
  yield* separated(publications, async (publication) => {
    const { '@graph': nodes } = await compactGraph(openQuads(publication));
    return nodes.map((node) => JSON.stringify(node));
  });
  yield '\n]}\n';
}

async function* writeTurtle(
  publications: AsyncIterable<Publication>,
  { total, given, page }: OutputFacts,
): AsyncIterable<string> {
  let text = `# ${page}\n# ${String(given)} / ${String(total)}\n`;
  const sink = {
    write(chunk: string, _encoding?: string, done?: () => void): void {
      text += chunk;
      done?.();
    },
    end(done?: () => void): void {
      done?.();
    },
  };
  const writer = new Writer(sink, { prefixes: { ...prefixes } });
  for await (const publication of publications) {
    writer.addQuads(openQuads(publication));
    yield text;
    text = '';
  }
  writer.end();
  yield text;
}

/** The elected open statements of a thing. */
function openQuads({ graph }: Publication): Quad[] {
  return fromNQuads(graph).filter((quad) => quad.graph.termType === 'DefaultGraph');
}

/** The pieces of each thing, with commas between all of them. */
async function* separated(
  publications: AsyncIterable<Publication>,
  piecesOf: (publication: Publication) => readonly string[] | Promise<readonly string[]>,
): AsyncIterable<string> {
  let isFirst = true;
  for await (const publication of publications) {
    for (const piece of await piecesOf(publication)) {
      yield isFirst ? piece : `,\n${piece}`;
      isFirst = false;
    }
  }
}
