/** Text that is not in the form expected, with where and how to mend it. */
export class ParseError extends Error {
  /** Line of the text, from 1, where one line is to blame. */
  readonly line: number | undefined;

  constructor(message: string, { line, ...options }: ErrorOptions & { line?: number } = {}) {
    super(message, options);
    this.name = 'ParseError';
    this.line = line;
  }
}
