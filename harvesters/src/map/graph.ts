import { rdf, schema, writtenIri, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad, type Quad_Object, type Quad_Subject } from 'n3';
import type { Json } from './json.ts';
import type { Problem } from './value.ts';

const illegal = /[<>"{}|\\^`]|[^!-\u{10ffff}]/gu;
const languageTag = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;

/** A record's own statements, and what in them could not be kept as it was. */
export interface RecordGraph {
  readonly quads: readonly Quad[];
  readonly problems: readonly Problem[];
  /** IRIs of the properties that the record uses, its types apart; sorted. */
  readonly predicates: readonly string[];
}

/**
 * The statements of a payload in expanded JSON-LD (a tree: objects within objects). The record itself, `base`, is
 * `schema:about` the resource. Nameless nodes get names relative to the record, from the property that leads to them
 * and their place: `#hasLocation-1`, `#hasLocation-1-hasPostalAddress-1`; so they can stand in what is constructed.
 * Terms and concepts are written as their vocabulary writes them, whichever of its bases the record uses.
 */
export function graphOf(payload: { readonly [name: string]: Json }, base: string): RecordGraph {
  const reader = new TreeReader(base);
  const root = reader.node(payload, '#resource');
  reader.say(DataFactory.namedNode(base), schema.about, root);
  const predicates = [...reader.predicates].sort();
  return { quads: reader.quads, problems: [...reader.problems.values()], predicates };
}

class TreeReader {
  readonly quads: Quad[] = [];
  readonly problems = new Map<string, Problem>();
  readonly predicates = new Set<string>();
  readonly #base: string;
  /** Names of the nodes with a label (`_:1`). */
  readonly #labels = new Map<string, string>();

  constructor(base: string) {
    this.#base = base;
  }

  say(subject: Quad_Subject, predicate: string, object: Quad_Object): void {
    this.quads.push(DataFactory.quad(subject, DataFactory.namedNode(this.#iri(predicate)), object));
  }

  node(content: { readonly [name: string]: Json }, name: string): Quad_Subject {
    const id = content['@id'];
    const subject = DataFactory.namedNode(
      typeof id === 'string' ? this.#nameOf(id, name) : this.#base + name,
    );
    for (const type of listOf(content['@type'])) {
      if (typeof type === 'string') this.say(subject, rdf.type, DataFactory.namedNode(this.#iri(type)));
    }
    for (const [predicate, values] of Object.entries(content)) {
      if (predicate.startsWith('@') || predicate.startsWith('_')) continue;
      this.predicates.add(this.#iri(predicate));
      const path = `${name === '#resource' ? '#' : `${name}-`}${localName(this.#iri(predicate))}`;
      for (const [index, value] of listOf(values).entries()) {
        const object = this.#object(value, `${path}-${String(index + 1)}`, predicate);
        if (object !== undefined) this.say(subject, predicate, object);
      }
    }
    return subject;
  }

  #nameOf(id: string, name: string): string {
    if (!id.startsWith('_:')) return this.#iri(id);
    const known = this.#labels.get(id) ?? this.#base + name;
    this.#labels.set(id, known);
    return known;
  }

  #object(value: Json, name: string, field: string): Quad_Object | undefined {
    if (typeof value !== 'object' || value === null || isList(value)) return undefined;
    const text = value['@value'];
    if (text !== undefined) return this.#literal(value, text, field);
    const list = value['@list'];
    if (list !== undefined) return this.#list(listOf(list), name, field);
    return this.node(value, name);
  }

  #literal(value: { readonly [name: string]: Json }, text: Json, field: string): Quad_Object {
    const content = typeof text === 'string' ? text : JSON.stringify(text);
    const { '@language': language, '@type': type } = value;
    if (typeof type === 'string') return DataFactory.literal(content, DataFactory.namedNode(this.#iri(type)));
    if (typeof language !== 'string') return DataFactory.literal(content, nativeType(text));
    const tag = language.replaceAll('_', '-');
    if (languageTag.test(tag)) return DataFactory.literal(content, tag.toLowerCase());
    this.#tell(field, {
      fr: `« ${language} » n’est pas un code de langue : écrivez par exemple fr ou fr-BE.`,
      en: `“${language}” is not a language tag: write for example fr or fr-BE.`,
    });
    return DataFactory.literal(content);
  }

  #list(items: readonly Json[], name: string, field: string): Quad_Object {
    const objects = items.flatMap(
      (item, index) => this.#object(item, `${name}-${String(index + 1)}`, field) ?? [],
    );
    return objects.reduceRight<Quad_Object>((rest, object, index) => {
      const cell = DataFactory.namedNode(`${this.#base}${name}-cell-${String(index + 1)}`);
      this.say(cell, rdf.first, object);
      this.say(cell, rdf.rest, rest);
      return cell;
    }, DataFactory.namedNode(rdf.nil));
  }

  /** A whole IRI, as written: relative ones are the record's, and signs that cannot stand in one are escaped. */
  #iri(text: string): string {
    const escaped = text.replace(illegal, (sign) => encodeURIComponent(sign));
    if (/^[a-z][a-z0-9+.-]*:/i.test(escaped)) return writtenIri(escaped);
    return URL.canParse(escaped, this.#base) ? new URL(escaped, this.#base).href : this.#base;
  }

  #tell(field: string, message: Problem['message']): void {
    this.problems.set(`${field} ${message.en}`, { field, message });
  }
}

/** Numbers and booleans of JSON-LD carry their datatype in their form. */
function nativeType(value: Json): ReturnType<typeof DataFactory.namedNode> | undefined {
  if (typeof value === 'boolean') return DataFactory.namedNode(xsd.boolean);
  if (typeof value !== 'number') return undefined;
  return DataFactory.namedNode(Number.isInteger(value) ? xsd.integer : xsd.double);
}

function localName(iri: string): string {
  return (/([^/#:]*)[/#]?$/.exec(iri)?.[1] ?? '').replace(/[^\w-]/g, '') || 'node';
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
