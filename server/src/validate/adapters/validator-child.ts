import { AppError } from '../../domain/app-error.ts';
import type { ValidationInput, ValidationReport } from '../../domain/validation.ts';
import type { FromValidator, ToValidator } from './validator-messages.ts';

/** Sets and clears the moment at which this process is killed. */
interface Watchdog {
  arm(milliseconds: number): void;
  disarm(): void;
}

/**
 * The life of a validator process, forked by the web process: says `ready`, then checks one input after another until it
 * is killed. A failure of ours ends the process: what a stranger sent may have left it in any state.
 */
export function runValidator({
  validate,
  watchdog,
  timeout,
}: {
  validate: (input: ValidationInput) => Promise<ValidationReport>;
  watchdog: Watchdog;
  /** Milliseconds. */
  timeout: number;
}): void {
  const tell = (message: FromValidator): void => {
    process.send?.(message);
  };
  process.on('message', ({ input }: ToValidator) => {
    tell({ type: 'taken' });
    watchdog.arm(timeout);
    validate(input)
      .then(
        (report) => {
          tell({ type: 'report', report });
        },
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          tell({ type: 'refusal', code: error.code, message: error.message });
        },
      )
      .finally(() => {
        watchdog.disarm();
      });
  });
  tell({ type: 'ready' });
}
