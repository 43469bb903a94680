import type { LanguageText, ThingDoc } from './thing-doc.ts';

/** How much is asked of a description, least first; the profiles of the shapes. */
export const validationProfiles = ['publishable', 'good', 'excellent'] as const;

export type ValidationProfile = (typeof validationProfiles)[number];

/** Syntaxes that can be validated; a table (`csv`) needs a mapping. */
export const inputFormats = ['jsonld', 'turtle', 'trig', 'ntriples', 'nquads', 'rdfxml', 'csv'] as const;

export type InputFormat = (typeof inputFormats)[number];

/** What someone sends to be validated. */
export interface ValidationInput {
  readonly text: string;
  /** The syntax; found out from media type, name and first sign when it is not told. */
  readonly format?: InputFormat;
  readonly mediaType?: string;
  /** Name of the file or address, whose ending tells the syntax. */
  readonly name?: string;
  /** A YARRRML mapping, which a table needs. */
  readonly mapping?: string;
  readonly profile: ValidationProfile;
}

/** What someone asks to have validated: a text, or an address that answers one. */
export interface ValidationRequest extends Omit<ValidationInput, 'text'> {
  readonly text?: string;
  readonly url?: string;
}

/** Where something is wrong: a line of the input, or of the mapping that came with it. */
export interface ValidationPlace {
  /** From 1; absent where no line is to blame. */
  readonly line?: number;
  readonly document: 'input' | 'mapping';
  /** IRI of the node, property and value, as they are in the graph that was read. */
  readonly focusNode?: string;
  readonly path?: string;
  readonly value?: string;
}

/** One reason for which something is wrong, however often. */
export interface ValidationCause {
  /** Name of the constraint of the shapes, or of what went wrong before them (`unreadable`, `unknown-term`…). */
  readonly cause: string;
  readonly severity: 'violation' | 'warning' | 'info';
  /** What to write where. */
  readonly message: LanguageText;
  readonly count: number;
  /** The first places, in the order of lines. */
  readonly places: readonly ValidationPlace[];
}

/** What a validation found. */
export interface ValidationReport {
  readonly format: InputFormat;
  readonly profile: ValidationProfile;
  /** True when nothing is wrong that the profile asked for looks at. */
  readonly conforms: boolean;
  readonly profiles: Readonly<Record<ValidationProfile, boolean>>;
  /** Statements read. */
  readonly quads: number;
  /** Things described: innovations, organizations… */
  readonly things: number;
  /** Worst first. */
  readonly causes: readonly ValidationCause[];
  /** What the pages of the first things would be made of; only things that may be published. */
  readonly preview: readonly ThingDoc[];
}

/** A report that was kept, with what it is about. */
export interface KeptValidation {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly until: string;
  readonly input: Pick<ValidationInput, 'text' | 'mapping' | 'name'>;
  readonly report: ValidationReport;
}
