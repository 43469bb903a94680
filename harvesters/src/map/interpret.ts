import { rdf } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import type { Call } from './functions.ts';
import type { Reached } from './field-path.ts';
import type { Expression, ObjectRule, SubjectRule } from './rules.ts';
import { fill, type Scope } from './template.ts';
import { textProperties } from './terms.ts';
import type { Value } from './value.ts';

/** What an interpretation tells, and asks, on its way. */
export interface Listener extends Pick<Call, 'concepts' | 'report' | 'reportLabel'> {
  readonly onRead: (reached: Reached) => void;
}

export interface Interpretation {
  /** The record's IRI: relative names resolve against it. */
  readonly base: string;
  /** Of texts that carry none of their own. */
  readonly language: string;
  readonly listener: (field: string) => Listener;
}

/** A quad, and whether the record itself (not only the mapping) says something in it. */
interface Statement {
  readonly quad: Quad;
  readonly isSaid: boolean;
}

const maxItems = 1000;

/**
 * Applies rules to one record. A node of the record stays only when the record says something of it, or of a node that
 * it leads to; links to nodes that went are left out.
 */
export function interpret(
  rules: readonly SubjectRule[],
  record: Reached['value'],
  interpretation: Interpretation,
): Quad[] {
  const run = new Run(rules, interpretation);
  const root: Reached = { value: record, field: '' };
  return grounded(
    rules.flatMap((rule) => run.statements(rule, root)),
    interpretation.base,
  );
}

class Run {
  readonly #rules: ReadonlyMap<string, SubjectRule>;
  readonly #interpretation: Interpretation;
  #root: Reached = { value: null, field: '' };

  constructor(rules: readonly SubjectRule[], interpretation: Interpretation) {
    this.#rules = new Map(rules.map((rule) => [rule.name, rule]));
    this.#interpretation = interpretation;
  }

  statements(rule: SubjectRule, root: Reached): Statement[] {
    this.#root = root;
    return this.#scopes(rule).flatMap((scope) => {
      const subjects = this.#subjects(rule, scope);
      const said = this.#said(rule, scope);
      return subjects.flatMap((subject) =>
        said.map(({ predicate, object, isSaid }) => ({
          quad: DataFactory.quad(DataFactory.namedNode(subject), DataFactory.namedNode(predicate), object),
          isSaid,
        })),
      );
    });
  }

  #scopes({ iterator }: SubjectRule): Scope[] {
    const onRead = this.#interpretation.listener('').onRead;
    if (iterator === undefined) return [{ levels: [this.#root], index: 1, onRead }];
    return iterator
      .query(this.#root.value as never)
      .nodes.slice(0, maxItems)
      .map(({ value, location }, at) => {
        const field = location.reduce<string>(
          (path, step) => (typeof step === 'number' ? `${path}[]` : path === '' ? step : `${path}.${step}`),
          '',
        );
        return { levels: [this.#root, { value: value as Reached['value'], field }], index: at + 1, onRead };
      });
  }

  #subjects({ subjects, condition }: SubjectRule, scope: Scope): string[] {
    const found = subjects.flatMap((subject) => fill(subject, scope, encodeURIComponent));
    const isWanted = condition === undefined || this.#holds(condition, scope);
    return isWanted ? found.flatMap(({ text }) => this.#resolve(text)) : [];
  }

  #said(
    { properties }: SubjectRule,
    scope: Scope,
  ): { predicate: string; object: Quad['object']; isSaid: boolean }[] {
    return properties.flatMap(({ predicates, objects, condition }) => {
      // Objects come first: a field counts as mapped whether or not its condition holds in this record.
      const made = objects.map((rule) => ({ rule, isSaid: isSaid(rule) }));
      const found = predicates.flatMap((predicate) =>
        made.flatMap(({ rule, isSaid }) =>
          this.#objects(rule, { scope, predicate }).map((object) => ({ predicate, object, isSaid })),
        ),
      );
      return condition === undefined || this.#holds(condition, scope) ? found : [];
    });
  }

  #objects(rule: ObjectRule, { scope, predicate }: { scope: Scope; predicate: string }): Quad['object'][] {
    if (rule.is === 'link') {
      const target = this.#rules.get(rule.mapping);
      if (target === undefined) return [];
      return this.#scopes(target)
        .flatMap((inner) => this.#subjects(target, inner))
        .map((iri) => DataFactory.namedNode(iri));
    }
    const values = this.#values(rule.expression, { scope, field: localName(predicate), isIri: rule.isIri });
    if (rule.isIri) {
      return values.flatMap(({ text }) => this.#resolve(text)).map((iri) => DataFactory.namedNode(iri));
    }
    const tag = rule.language === undefined ? undefined : fill(rule.language, scope)[0]?.text;
    return values.flatMap((value) => this.#object(value, { tag, predicate, datatype: rule.datatype }));
  }

  #object(
    { text, datatype, isIri }: Value,
    rule: { tag: string | undefined; predicate: string; datatype: string | undefined },
  ): Quad['object'][] {
    if (isIri === true) return this.#resolve(text).map((iri) => DataFactory.namedNode(iri));
    const type = rule.datatype ?? datatype;
    if (type !== undefined) return [DataFactory.literal(text, DataFactory.namedNode(type))];
    const tag = languageTag(rule.tag) ?? (this.#isText(rule) ? this.#interpretation.language : undefined);
    return [tag === undefined ? DataFactory.literal(text) : DataFactory.literal(text, tag)];
  }

  #isText({ tag, predicate }: { tag: string | undefined; predicate: string }): boolean {
    return tag !== undefined || textProperties.has(predicate);
  }

  #values(expression: Expression, place: { scope: Scope; field: string; isIri: boolean }): Value[] {
    if (expression.is === 'template') {
      return fill(expression.template, place.scope, place.isIri ? encodeURIComponent : undefined);
    }
    const called = new Map(
      Object.entries(expression.parameters).map(([name, inner]) => [
        name,
        inner.flatMap((one) => this.#values(one, { ...place, isIri: false })),
      ]),
    );
    const listener = this.#interpretation.listener(place.field);
    return expression.run({
      all: (name) => called.get(name) ?? [],
      texts: () => (called.get('value') ?? []).map(({ text }) => text.trim()).filter((text) => text !== ''),
      setting: (name) => called.get(name)?.[0]?.text,
      concepts: listener.concepts,
      report: listener.report,
      reportLabel: listener.reportLabel,
    });
  }

  #holds(condition: Expression, scope: Scope): boolean {
    return this.#values(condition, { scope, field: '', isIri: false }).some(({ text }) => text === 'true');
  }

  #resolve(text: string): string[] {
    const { base } = this.#interpretation;
    const iri = text.startsWith('#') ? base + text : URL.canParse(text, base) ? new URL(text, base).href : '';
    return iri === '' || /[\s<>"{}|\\^`]/.test(iri) ? [] : [iri];
  }
}

/** A constant is the mapping's word; a reference, or a function of one, is the record's. */
function isSaid(rule: ObjectRule): boolean {
  return rule.is === 'value' && isOfRecord(rule.expression);
}

function isOfRecord(expression: Expression): boolean {
  if (expression.is === 'template') return expression.template.hasReference;
  return Object.values(expression.parameters).some((inner) => inner.some(isOfRecord));
}

function languageTag(text: string | undefined): string | undefined {
  return text !== undefined && /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(text)
    ? text.toLowerCase()
    : undefined;
}

function localName(iri: string): string {
  return iri.split(/[#/]/).at(-1) ?? iri;
}

function grounded(statements: readonly Statement[], base: string): Quad[] {
  const isOwn = (iri: string): boolean => iri.startsWith(`${base}#`);
  const isLink = ({ quad }: Statement): boolean =>
    quad.object.termType === 'NamedNode' && isOwn(quad.object.value);
  const kept = new Set(
    statements
      .filter((one) => one.isSaid && !isLink(one) && one.quad.predicate.value !== rdf.type)
      .map(({ quad }) => quad.subject.value),
  );
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    for (const one of statements) {
      if (isLink(one) && kept.has(one.quad.object.value)) kept.add(one.quad.subject.value);
    }
  }
  const unique = new Map<string, Quad>();
  for (const one of statements) {
    const { subject, predicate, object } = one.quad;
    if (!kept.has(subject.value) || (isLink(one) && !kept.has(object.value))) continue;
    unique.set(`${subject.value} ${predicate.value} ${object.id}`, one.quad);
  }
  return [...unique.values()];
}
