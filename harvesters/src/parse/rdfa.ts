import { RdfaParser } from 'rdfa-streaming-parser';
import { Util } from 'rdfa-streaming-parser/lib/Util.js';
import { ParseError } from './parse-error.ts';
import type { DataNode, DataValue } from './structured-data.ts';

const rdfType = `${Util.RDF}type`;
const usesVocabulary = `${Util.RDFA}usesVocabulary`;
const maxStatements = 100_000;

interface Statement {
  readonly subject: { readonly termType: string; readonly value: string };
  readonly predicate: { readonly value: string };
  readonly object: { readonly termType: string; readonly value: string; readonly language?: string };
}

/**
 * The things that a page describes in RDFa. A property is named by its last word where its vocabulary is one that the page
 * declares or takes its types from, else by its whole IRI; a text in another language than the page's keeps it as
 * `@language`. Things that others refer to stand in a last node of their own. Rejects with ParseError for pages beyond all measure.
 * @param language The page's own.
 */
export async function rdfaOf(
  text: string,
  { base, language }: { base: string; language: string },
): Promise<DataNode[]> {
  const statements = await statementsOf(text, base);
  const vocabularies = new Set(
    statements.flatMap(({ predicate, object }) => {
      if (predicate.value === usesVocabulary) return [object.value];
      return predicate.value === rdfType ? [object.value.replace(/[^/#]*$/, '')] : [];
    }),
  );
  const nodes = new Map<string, Record<string, DataValue[]>>();
  const ids = new Map<string, string>();
  for (const { subject, predicate, object } of statements) {
    if (predicate.value === usesVocabulary) continue;
    const id = idOf(subject, ids);
    const node = nodes.get(id) ?? {};
    nodes.set(id, node);
    const name = predicate.value === rdfType ? '@type' : nameOf(predicate.value, vocabularies);
    const value = predicate.value === rdfType ? lastWord(object.value) : valueOf(object, { language, ids });
    node[name] = [...(node[name] ?? []), value];
  }
  return rootsFirst([...nodes].map(([id, fields]) => nodeOf(id, fields, nodes)));
}

/** Things that no other one refers to, and the others within a last node, as they stand within others on the page. */
function rootsFirst(nodes: readonly DataNode[]): DataNode[] {
  const referred = new Set(
    nodes.flatMap((node) =>
      Object.values(node).flatMap((value) =>
        [value].flat().flatMap((one) => (isLink(one) ? [one['@id']] : [])),
      ),
    ),
  );
  const roots = nodes.filter((node) => !isLink(node) || !referred.has(node['@id']));
  return roots.length === 0
    ? [...nodes]
    : [...roots, { within: nodes.filter((node) => !roots.includes(node)) }];
}

function nodeOf(
  id: string,
  fields: Readonly<Record<string, DataValue[]>>,
  known: ReadonlyMap<string, unknown>,
): DataNode {
  const plain = Object.entries(fields).map(([name, values]) => {
    const written = values.map((value) => (isLink(value) && !known.has(value['@id']) ? value['@id'] : value));
    return [name, written.length === 1 ? (written[0] ?? null) : written] as const;
  });
  return { '@id': id, ...Object.fromEntries(plain) };
}

function isLink(value: DataValue): value is { readonly '@id': string } {
  return typeof value === 'object' && value !== null && '@id' in value && typeof value['@id'] === 'string';
}

function valueOf(
  object: Statement['object'],
  { language, ids }: { language: string; ids: Map<string, string> },
): DataValue {
  if (object.termType !== 'Literal') return { '@id': idOf(object, ids) };
  const text = object.value.replace(/\s+/gu, ' ').trim();
  const own = object.language ?? '';
  return own === '' || own === language.toLowerCase() ? text : { '@value': text, '@language': own };
}

/** Nodes without a name are numbered within their page, so that two passes over a page give the same. */
function idOf({ termType, value }: { termType: string; value: string }, ids: Map<string, string>): string {
  if (termType !== 'BlankNode') return value;
  const id = ids.get(value) ?? `_:${String(ids.size + 1)}`;
  ids.set(value, id);
  return id;
}

function nameOf(predicate: string, vocabularies: ReadonlySet<string>): string {
  const vocabulary = predicate.replace(/[^/#]*$/, '');
  return vocabularies.has(vocabulary) ? predicate.slice(vocabulary.length) : predicate;
}

function lastWord(type: string): string {
  return type.replace(/^.*[/#](?=[^/#])/, '');
}

async function statementsOf(text: string, base: string): Promise<Statement[]> {
  const parser = new RdfaParser({ baseIRI: base, contentType: 'text/html' });
  const statements: Statement[] = [];
  parser.end(text);
  try {
    for await (const statement of parser as AsyncIterable<Statement>) {
      statements.push(statement);
      if (statements.length > maxStatements)
        throw new ParseError(
          `This page makes more than ${String(maxStatements)} statements: it is not read.`,
        );
    }
  } catch (cause) {
    if (cause instanceof ParseError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParseError(`The RDFa of this page cannot be read: ${reason}.`, { cause });
  }
  return statements;
}
