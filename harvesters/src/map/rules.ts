import type { JSONPathQuery } from 'json-p3';
import type { MappingFunction } from './functions.ts';
import type { Template } from './template.ts';

/** How one value is made. */
export type Expression =
  | { readonly is: 'template'; readonly template: Template }
  | {
      readonly is: 'function';
      readonly name: string;
      readonly run: MappingFunction['run'];
      readonly parameters: Readonly<Record<string, readonly Expression[]>>;
    };

/** How one object is made. */
export type ObjectRule =
  | { readonly is: 'link'; readonly mapping: string }
  | {
      readonly is: 'value';
      readonly expression: Expression;
      readonly isIri: boolean;
      readonly datatype?: string;
      readonly language?: Template;
    };

/** One list of predicates with the objects that they get. */
export interface PropertyRule {
  readonly predicates: readonly string[];
  readonly objects: readonly ObjectRule[];
  readonly condition?: Expression;
}

/** One mapping of the file: its subjects and what is said of them. */
export interface SubjectRule {
  readonly name: string;
  /** Absent: the record itself. */
  readonly iterator?: JSONPathQuery;
  readonly subjects: readonly Template[];
  readonly condition?: Expression;
  readonly properties: readonly PropertyRule[];
}
