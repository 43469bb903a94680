import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '../config.ts';
import type { Platform } from '../platform.ts';

/** Exit codes of the command line. */
export const exit = { done: 0, incomplete: 1, wrongUse: 2, environment: 3 } as const;

/** What a command was called with. */
export interface Call {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly config: Config;
  readonly signal: AbortSignal;
  /** Results for people, or one JSON text with `--json`. */
  readonly print: (text: string) => void;
  /** Progress and warnings; never mixed with results. */
  readonly tell: (text: string) => void;
  /** Opens the data folder; closed when the command ends. */
  readonly open: () => Promise<Platform>;
}

export interface Command {
  /** What follows `carrefour`, for the help. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: ParseArgsOptionsConfig;
  run(call: Call): Promise<number>;
}

/** An option's text, or undefined. */
export function textOption({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
