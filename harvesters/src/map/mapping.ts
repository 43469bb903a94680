import { createHash } from 'node:crypto';
import type { Quad } from 'n3';
import type { Json } from './json.ts';
import { compileRules } from './compile.ts';
import { construct } from './construct.ts';
import { createGraphMapper } from './construct-record.ts';
import { leaves, parsePath, reach } from './field-path.ts';
import { functionsVersion } from './functions.ts';
import { interpret, type Listener } from './interpret.ts';
import type { Problem } from './value.ts';

/** What one record says in the shared vocabulary, and how its fields were used. */
export interface MappedRecord {
  readonly quads: Quad[];
  /** Values that could not be used; the record is kept. */
  readonly problems: Problem[];
  /** Paths of all fields of the payload, list items as `[]`; of a record that is a graph, its properties; sorted. */
  readonly fields: string[];
  readonly readFields: ReadonlySet<string>;
  /** Fields that nothing in the mapping reads; sorted. */
  readonly unmapped: string[];
  /** Labels that the crosswalk does not list. */
  readonly unmappedLabels: { readonly scheme: string; readonly label: string }[];
}

/** A set's mapping, ready to be applied to any number of records. */
export interface Mapping {
  /** Changes whenever the same record could be mapped otherwise. */
  readonly version: string;
  /** Pure: the same record gives the same quads in the same order. Never throws on data. */
  map(
    record: { readonly [name: string]: Json },
    options: { readonly base: string; readonly language: string },
  ): MappedRecord;
}

/** What a mapping is made of. */
export interface MappingParts {
  /** Parsed YARRRML; absent where the query does all the work. */
  readonly content?: unknown;
  /** SPARQL CONSTRUCT over the mapped result; without a mapping, over the record's own graph. */
  readonly query?: string;
  /** Field paths that the harvest itself reads (the key): they count as mapped. */
  readonly harvested: readonly string[];
  /** The crosswalk: concept IRIs of a label, or undefined for a label that it does not list. */
  readonly concepts: (scheme: string, label: string) => readonly string[] | undefined;
  /** Everything above as text: what the version is the hash of. */
  readonly identity: readonly string[];
}

/** Makes a mapping of parts that were checked; throws SyntaxError when they were not. */
export function createMapping({ content, query, harvested, concepts, identity }: MappingParts): Mapping {
  const { rules, issues } = content === undefined ? { rules: [], issues: [] } : compileRules(content);
  const [first] = issues;
  if (first !== undefined) throw new SyntaxError(`${first.path.join('.')}: ${first.message}`);
  const paths = harvested.map(parsePath);
  const version = createHash('sha256')
    .update([functionsVersion, ...identity].join('\0'))
    .digest('hex')
    .slice(0, 32);
  if (content === undefined && query !== undefined) {
    return { version, map: createGraphMapper(query, concepts) };
  }
  return {
    version,
    map(record, { base, language }) {
      const notes = new Notes(concepts);
      const root = { value: record, field: '' };
      for (const path of paths) {
        for (const { field } of reach(root, path).flatMap(leaves)) notes.readFields.add(field);
      }
      const mapped = interpret(rules, record, { base, language, listener: (field) => notes.listener(field) });
      const quads = query === undefined ? mapped : construct(query, mapped, base);
      const fields = [...new Set(leaves(root).map(({ field }) => sourceField(field)))].sort();
      const readFields = new Set([...notes.readFields].map(sourceField));
      return {
        quads,
        problems: [...notes.problems.values()],
        fields,
        readFields,
        unmapped: fields.filter((field) => !readFields.has(field)),
        unmappedLabels: [...notes.labels.values()],
      };
    },
  };
}

/** A field of a grouped record is one field of its source, whether it is read from the first row or from all of them. */
function sourceField(field: string): string {
  return field.replace(/^_rows\[\]\./, '');
}

class Notes {
  readonly problems = new Map<string, Problem>();
  readonly labels = new Map<string, { scheme: string; label: string }>();
  readonly readFields = new Set<string>();
  readonly #concepts: MappingParts['concepts'];

  constructor(concepts: MappingParts['concepts']) {
    this.#concepts = concepts;
  }

  listener(field: string): Listener {
    return {
      onRead: (reached) => this.readFields.add(reached.field),
      concepts: this.#concepts,
      report: (message) => this.problems.set(`${field} ${message.en}`, { field, message }),
      reportLabel: (scheme, label) => this.labels.set(`${scheme} ${label}`, { scheme, label }),
    };
  }
}
