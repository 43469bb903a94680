import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DataFactory, Parser, Store, type Term } from 'n3';

const mf = 'http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#';
const sht = 'http://www.w3.org/ns/shacl-test#';
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

const root = fileURLToPath(new URL('../../', import.meta.url));
const suite = path.resolve(
  root,
  process.env['CARREFOUR_SHARED'] ?? '../shared',
  'suites/data-shapes/data-shapes-test-suite/tests',
);

/** Whether the W3C suite is at hand (`CARREFOUR_SHARED`, by default `../shared`). */
export const hasSuite = existsSync(suite);

/** One case of the W3C SHACL test suite. */
export interface SuiteCase {
  /** Folder and file, as `node/and-001`. */
  readonly name: string;
  readonly data: Store;
  readonly shapes: Store;
  /** The report that must come out; `failure` where validation must be refused. */
  readonly expected: { readonly graph: Store; readonly report: Term } | 'failure';
}

const iri = (value: string) => DataFactory.namedNode(value);

function load(url: string): Store {
  const file = fileURLToPath(url);
  const parser = new Parser({ baseIRI: url, blankNodePrefix: `${path.basename(file, '.ttl')}-` });
  return new Store(parser.parse(readFileSync(file, 'utf8')));
}

/** All cases of a part of the suite (`core`, `sparql`), in the order of their names. */
export function suiteCases(part: 'core' | 'sparql'): SuiteCase[] {
  const folder = path.join(suite, part);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ttl') && path.basename(name) !== 'manifest.ttl')
    .sort()
    .flatMap((name) => casesOf(pathToFileURL(path.join(folder, name)).href, name.replace(/\.ttl$/, '')));
}

function casesOf(url: string, name: string): SuiteCase[] {
  const graph = load(url);
  const graphs = new Map([[url, graph]]);
  const read = (term: Term | undefined): Store => {
    const found = graphs.get(term?.value ?? '') ?? load(term?.value ?? '');
    graphs.set(term?.value ?? '', found);
    return found;
  };
  return graph.getSubjects(iri(`${rdf}type`), iri(`${sht}Validate`), null).map((test) => {
    const action = graph.getObjects(test, iri(`${mf}action`), null)[0] ?? null;
    const result = graph.getObjects(test, iri(`${mf}result`), null)[0];
    return {
      name,
      data: read(graph.getObjects(action, iri(`${sht}dataGraph`), null)[0]),
      shapes: read(graph.getObjects(action, iri(`${sht}shapesGraph`), null)[0]),
      expected:
        result === undefined || result.value === `${sht}Failure` ? 'failure' : { graph, report: result },
    };
  });
}
