import type { AppErrorCode } from '../../domain/app-error.ts';
import type { ValidationInput, ValidationReport } from '../../domain/validation.ts';

/** Start parameters of a validator process, one JSON text in its arguments. */
export interface ValidatorStart {
  readonly parentPid: number;
  /** Resident bytes beyond which it kills itself. */
  readonly memoryCap: number;
  /** Milliseconds that one input may take. */
  readonly timeout: number;
}

/** From the web process to a validator: one input at a time. */
export interface ToValidator {
  readonly input: ValidationInput;
}

/** From a validator to the web process. */
export type FromValidator =
  | { readonly type: 'ready' }
  /** The input has arrived: what happens from here on may be its doing. */
  | { readonly type: 'taken' }
  | { readonly type: 'report'; readonly report: ValidationReport }
  | { readonly type: 'refusal'; readonly code: AppErrorCode; readonly message: string };
