import type { AppErrorCode } from '../../domain/app-error.ts';
import type { Operations } from './operations.ts';

/** What the thread is started with. `now`: a fixed clock (ISO 8601), else the system's. */
export interface ThreadSettings {
  readonly folder: string;
  readonly now?: string;
}

export interface ThreadRequest {
  readonly id: number;
  readonly operation: keyof Operations | 'open' | 'close';
  readonly args: readonly unknown[];
}

export interface ThreadAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly code: AppErrorCode; readonly message: string };
}
