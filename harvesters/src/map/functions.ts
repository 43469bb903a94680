import { contactFunctions } from './functions-contact.ts';
import { logicFunctions } from './functions-logic.ts';
import { measureFunctions } from './functions-measure.ts';
import { textFunctions } from './functions-text.ts';
import type { Problem, Value } from './value.ts';

/** What a function is called with. */
export interface Call {
  /** The values of a parameter, by its local name; none when it is not given or its field is empty. */
  all(parameter: string): readonly Value[];
  /** The texts of `value`, trimmed, without the empty ones. */
  texts(): string[];
  /** One setting, such as a separator. */
  setting(parameter: string): string | undefined;
  /** The concept IRIs that the source's crosswalk gives a label; undefined for a label that it does not list. */
  readonly concepts: (scheme: string, label: string) => readonly string[] | undefined;
  /** Tells the source about a value that could not be used. */
  readonly report: (message: Problem['message']) => void;
  readonly reportLabel: (scheme: string, label: string) => void;
}

/** A function of the library. Nothing that it is given makes it throw. */
export interface MappingFunction {
  readonly parameters: readonly string[];
  readonly run: (call: Call) => Value[];
}

/**
 * Part of every mapping's version: raised whenever a function answers differently, so that stored payloads are mapped
 * again.
 */
export const functionsVersion = '1';

/** Where the functions' names live (prefix `fn:`). */
export const functionsNamespace = 'https://w3id.org/carrefour/fn#';

/** The fixed library, by local name. */
export const functions: Readonly<Record<string, MappingFunction>> = {
  ...textFunctions,
  ...logicFunctions,
  ...measureFunctions,
  ...contactFunctions,
};
