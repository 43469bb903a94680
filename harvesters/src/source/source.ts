import type { Crosswalk } from './crosswalk.ts';
import type { Declaration } from './declaration.ts';

/** A text file of a source folder. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** One kind of records that a source has, with its rules. */
export interface SourceSet extends Omit<Declaration['sets'][string], 'mapping'> {
  readonly name: string;
  /** The YARRRML mapping; absent where `query` does all the work. */
  readonly mapping?: SourceFile;
  /** The SPARQL CONSTRUCT that runs after the mapping. */
  readonly query?: SourceFile;
}

/** A source folder as it was declared and checked. */
export interface Source extends Omit<Declaration, 'sets' | 'example' | 'builtIn' | 'country'> {
  readonly folder: string;
  readonly isExample: boolean;
  /** Brought by the platform itself, and no partner's. */
  readonly isBuiltIn: boolean;
  /** ISO 3166 alpha-2: where places lie that name no country. */
  readonly country?: string;
  readonly sets: readonly SourceSet[];
  readonly crosswalk: Crosswalk;
}
