import type { ValidationInput, ValidationReport } from '../domain/validation.ts';

/**
 * Checks what strangers send. Whatever the input is, the answer is a report; rejects with AppError `too-large` when it
 * passes a bound, `busy` when too many wait, `too-slow` when it cannot be checked in time, and `unavailable` when
 * checking it needed more than a validator may take.
 */
export interface Validator {
  validate(input: ValidationInput): Promise<ValidationReport>;
  close(): Promise<void>;
}

/** What one input may weigh; the first two are checked before it is parsed. */
export interface InputBounds {
  /** Bytes of UTF-8, of the input and of its mapping. */
  readonly bytes: number;
  /** Levels of brackets in JSON. */
  readonly depth: number;
  readonly quads: number;
}

/** What the public may send. */
export const publicBounds: InputBounds = { bytes: 2_000_000, depth: 64, quads: 50_000 };
