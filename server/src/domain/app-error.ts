/** Codes that callers may test; each has one HTTP status and one exit code at the edge. */
export type AppErrorCode =
  | 'not-found'
  | 'gone'
  | 'wrong-request'
  | 'too-large'
  | 'too-costly'
  | 'too-slow'
  | 'busy'
  | 'not-acceptable'
  | 'unauthenticated'
  | 'forbidden'
  | 'wrong-configuration'
  | 'conflict'
  | 'unavailable'
  | 'internal';

/** A failure with a stable code, what was being done, and its cause. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  /** Facts for the reader of the answer: the position of a syntax error, the limit that was reached… */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: AppErrorCode,
    message: string,
    options: ErrorOptions & { details?: Record<string, unknown> } = {},
  ) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? {};
  }
}
