import { compile as compileJsonPath } from 'json-p3';
import { functions, functionsNamespace } from './functions.ts';
import { isSafePattern } from './safe-pattern.ts';
import { parseTemplate, type Template } from './template.ts';
import { defaultPrefixes, knownNames } from './terms.ts';
import { fieldsOf, listOf, pick, textOf, type Fields } from './yaml-content.ts';
import type { Expression, ObjectRule, PropertyRule, SubjectRule } from './rules.ts';

/** Something wrong in a mapping. `known` lists the names among which the right one may be. */
export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly mend: string;
  readonly slip?: { readonly name: string; readonly known: readonly string[] };
}

type Path = readonly (string | number)[];

const shapes = {
  file: ['prefixes', 'mappings', 'sources'],
  mapping: ['sources', 's', 'subject', 'subjects', 'po', 'predicateobjects', 'condition'],
  po: ['p', 'predicate', 'predicates', 'o', 'object', 'objects', 'condition'],
  object: ['value', 'type', 'datatype', 'language', 'mapping', 'function', 'parameters'],
  call: ['function', 'parameters', 'type', 'datatype', 'language'],
} as const;

/** Turns parsed YARRRML into rules; what is wrong is told, and the rules are to be used only when nothing is. */
export function compileRules(content: unknown): { rules: SubjectRule[]; issues: Issue[] } {
  const compiler = new Compiler();
  return { rules: compiler.file(content), issues: compiler.issues };
}

class Compiler {
  readonly issues: Issue[] = [];
  #prefixes: Record<string, string> = { ...defaultPrefixes };
  #mappings: string[] = [];
  #sources: Fields = {};

  file(content: unknown): SubjectRule[] {
    const file = this.#fields(content, [], shapes.file);
    for (const [prefix, iri] of Object.entries(fieldsOf(file['prefixes'])))
      this.#prefixes[prefix] = String(iri);
    this.#sources = fieldsOf(file['sources']);
    const mappings = fieldsOf(file['mappings']);
    this.#mappings = Object.keys(mappings);
    if (this.#mappings.length === 0) {
      this.#tell(['mappings'], 'There is no mapping.', 'Write at least one name under “mappings”.');
    }
    return Object.entries(mappings).map(([name, mapping]) => this.#mapping(name, mapping));
  }

  #mapping(name: string, content: unknown): SubjectRule {
    const at = ['mappings', name];
    const mapping = this.#fields(content, at, shapes.mapping);
    const [key, subjects] = pick(mapping, ['subjects', 'subject', 's']);
    if (key === undefined) this.#tell(at, 'This mapping has no subject.', 'Write for example: s: "#it"');
    const [listKey = 'po', list] = pick(mapping, ['predicateobjects', 'po']);
    const iterator = this.#iterator(mapping['sources'], [...at, 'sources']);
    return {
      name,
      subjects: listOf(subjects).map((subject) =>
        this.#template(this.#iriText(subject, [...at, key ?? 's']), at),
      ),
      properties: listOf(list).map((one, index) => this.#property(one, [...at, listKey, index])),
      ...(iterator === undefined ? {} : { iterator }),
      ...this.#condition(mapping['condition'], [...at, 'condition']),
    };
  }

  #iterator(sources: unknown, at: Path): SubjectRule['iterator'] {
    const [first] = listOf(sources);
    const declared =
      typeof first === 'string' ? fieldsOf(this.#sources[first])['iterator'] : listOf(first)[1];
    if (declared === undefined || declared === '$') return undefined;
    try {
      return compileJsonPath(textOf(declared));
    } catch (error) {
      this.#tell(
        at,
        `“${textOf(declared)}” is not a JSONPath: ${reason(error)}`,
        'Write for example: $.places[*]',
      );
      return undefined;
    }
  }

  #property(content: unknown, at: Path): PropertyRule {
    if (Array.isArray(content)) {
      const [predicate, object, third] = content as unknown[];
      const predicates = this.#predicates(predicate, [...at, 0]);
      const suffix = third === undefined ? {} : this.#suffix(third, [...at, 2]);
      const objects = listOf(object).map((one) => this.#object(one, { at: [...at, 1], predicates, suffix }));
      return { predicates, objects };
    }
    const fields = this.#fields(content, at, shapes.po);
    const [predicateKey = 'p', predicate] = pick(fields, ['predicates', 'predicate', 'p']);
    const [objectKey = 'o', object] = pick(fields, ['objects', 'object', 'o']);
    const predicates = this.#predicates(predicate, [...at, predicateKey]);
    const objects = listOf(object).map((one, index) =>
      this.#object(one, {
        at: [...at, objectKey, ...(Array.isArray(object) ? [index] : [])],
        predicates,
        suffix: {},
      }),
    );
    return { predicates, objects, ...this.#condition(fields['condition'], [...at, 'condition']) };
  }

  #predicates(content: unknown, at: Path): string[] {
    const predicates = listOf(content).map((one) => this.#iri(one, at));
    if (predicates.length === 0) this.#tell(at, 'The property is missing.', 'Write for example: schema:name');
    return predicates;
  }

  #suffix(third: unknown, at: Path): { datatype?: string; language?: Template } {
    const text = textOf(third);
    if (text.endsWith('~lang')) return { language: this.#template(text.slice(0, -5), at) };
    return { datatype: this.#iri(text, at) };
  }

  #object(
    content: unknown,
    {
      at,
      predicates,
      suffix,
    }: { at: Path; predicates: string[]; suffix: { datatype?: string; language?: Template } },
  ): ObjectRule {
    const isType = predicates.includes(this.#iri('a', at));
    if (typeof content !== 'object' || content === null) return this.#short(content, { at, isType, suffix });
    // In a short list of values, an item may itself be [value, datatype].
    if (Array.isArray(content)) {
      const [value, third] = content as unknown[];
      const inner = third === undefined ? suffix : this.#suffix(third, at);
      return this.#object(value, { at, predicates, suffix: inner });
    }
    const fields = this.#fields(content, at, shapes.object);
    if (fields['mapping'] !== undefined) return this.#link(textOf(fields['mapping']), at);
    const { function: called, value } = fields;
    if (called === undefined && value === undefined) {
      this.#tell(at, 'This object has no value.', 'Write value, function or mapping.');
    }
    const isIri = isType || fields['type'] === 'iri';
    const expression =
      called === undefined
        ? this.#expression(isType ? this.#iri(value, at) : value, at)
        : this.#call(fields, at);
    const datatype = fields['datatype'] === undefined ? {} : { datatype: this.#iri(fields['datatype'], at) };
    const language =
      fields['language'] === undefined ? {} : { language: this.#template(textOf(fields['language']), at) };
    return { is: 'value', expression, isIri, ...suffix, ...datatype, ...language };
  }

  #short(
    content: unknown,
    { at, isType, suffix }: { at: Path; isType: boolean; suffix: { datatype?: string; language?: Template } },
  ): ObjectRule {
    const text = content === undefined || content === null ? '' : textOf(content);
    if (text === '') this.#tell(at, 'The object is missing.', 'Write for example: [schema:name, $(name)]');
    const isIri = isType || text.endsWith('~iri');
    const value = isIri ? this.#iriText(text, at) : text;
    if (isIri && !value.includes('$(')) this.#checkTerm(value, at);
    return { is: 'value', expression: this.#expression(value, at), isIri, ...suffix };
  }

  #link(mapping: string, at: Path): ObjectRule {
    if (!this.#mappings.includes(mapping)) {
      this.#slip(at, `There is no mapping “${mapping}” in this file.`, {
        name: mapping,
        known: this.#mappings,
      });
    }
    return { is: 'link', mapping };
  }

  #condition(content: unknown, at: Path): { condition?: Expression } {
    return content === undefined ? {} : { condition: this.#call(this.#fields(content, at, shapes.call), at) };
  }

  #expression(content: unknown, at: Path): Expression {
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return this.#call(this.#fields(content, at, shapes.call), at);
    }
    return { is: 'template', template: this.#template(textOf(content), at) };
  }

  #call(fields: Fields, at: Path): Expression {
    const iri = this.#iri(fields['function'] ?? '', [...at, 'function']);
    const name = iri.startsWith(functionsNamespace) ? iri.slice(functionsNamespace.length) : iri;
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (known === undefined) {
      this.#slip([...at, 'function'], `There is no function “${name}”.`, {
        name,
        known: Object.keys(functions),
      });
    }
    const parameters: Record<string, Expression[]> = {};
    for (const [index, parameter] of listOf(fields['parameters']).entries()) {
      const here = [...at, 'parameters', index];
      const pair = Array.isArray(parameter)
        ? (parameter as unknown[])
        : [fieldsOf(parameter)['parameter'], fieldsOf(parameter)['value']];
      const local = this.#iri(pair[0] ?? '', here).replace(functionsNamespace, '');
      if (known !== undefined && !known.parameters.includes(local)) {
        const message = `The function “${name}” has no parameter “${local}”.`;
        this.#slip(here, message, { name: local, known: known.parameters });
      }
      if (local === 'pattern' && !isSafePattern(textOf(pair[1]))) {
        const message = `The pattern “${textOf(pair[1])}” is not valid, or could take for ever on some texts.`;
        this.#tell(
          here,
          message,
          'Repeat no group that itself repeats or has alternatives; no back references.',
        );
      }
      (parameters[local] ??= []).push(this.#expression(pair[1] ?? '', here));
    }
    return { is: 'function', name, run: known?.run ?? (() => []), parameters };
  }

  #iri(content: unknown, at: Path): string {
    const iri = this.#iriText(content, at);
    if (!iri.startsWith(functionsNamespace)) this.#checkTerm(iri, at);
    return iri;
  }

  /** Expands a prefixed name; leaves templates, absolute and relative IRIs as they are. */
  #iriText(content: unknown, at: Path): string {
    const text = textOf(content).replace(/~iri$/, '');
    if (text === 'a') return `${this.#prefixes['rdf'] ?? ''}type`;
    const match = /^([A-Za-z][\w-]*):(?!\/\/)(.*)$/s.exec(text);
    if (match === null || /^(?:mailto|tel|urn)$/.test(match[1] ?? '')) return text;
    const [, prefix = '', local = ''] = match;
    const base = this.#prefixes[prefix];
    if (base !== undefined) return base + local;
    const known = Object.keys(this.#prefixes);
    this.#slip(at, `The prefix “${prefix}:” is not declared.`, { name: prefix, known });
    return text;
  }

  #checkTerm(iri: string, at: Path): void {
    const slip = knownNames(iri);
    if (slip !== undefined) this.#slip(at, `The vocabulary has no term “${slip.name}”.`, slip);
  }

  #template(text: string, at: Path): Template {
    try {
      return parseTemplate(text);
    } catch (error) {
      const mend = "Write $(field), $(a.b), $(a['b:c']) or $($.a[*].b).";
      this.#tell(at, `“${text}” cannot be read: ${reason(error)}`, mend);
      return { parts: [], hasReference: false };
    }
  }

  #fields(content: unknown, at: Path, known: readonly string[]): Fields {
    const fields = fieldsOf(content);
    if (fields !== content) {
      this.#tell(at, 'A list of “name: value” lines is expected here.', `Write one of: ${known.join(', ')}.`);
    }
    for (const name of Object.keys(fields)) {
      if (known.includes(name)) continue;
      if (name === 'graphs' || name === 'graph') {
        this.#tell([...at, name], 'A mapping names no graph: the record is the graph.', 'Remove this line.');
      } else this.#slip([...at, name], `There is no key “${name}” here.`, { name, known });
    }
    return fields;
  }

  #tell(path: Path, message: string, mend: string): void {
    this.issues.push({ path, message, mend });
  }

  #slip(path: Path, message: string, slip: { name: string; known: readonly string[] }): void {
    this.issues.push({ path, message, mend: '', slip });
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
