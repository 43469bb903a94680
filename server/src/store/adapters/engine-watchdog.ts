import { Worker } from 'node:worker_threads';

/** What the watching thread needs; times are nanoseconds of `process.hrtime.bigint()`, which threads share. */
export interface WatchdogData {
  /** Cell 0: the deadline, 0 for none. Cell 1 never changes: the thread sleeps on it. */
  readonly cells: BigInt64Array;
  readonly parentPid: number;
  /** Resident bytes. */
  readonly memoryCap: number;
}

/** Sets and clears the moment at which this process is killed. */
export interface Watchdog {
  arm(milliseconds: number): void;
  disarm(): void;
}

/**
 * Starts a thread that kills this process (SIGKILL) at the armed deadline, when the parent is gone, or when it holds
 * more than `memoryCap` bytes. A thread, because a running query blocks the event loop and cannot be cancelled.
 */
export function startWatchdog({ parentPid, memoryCap }: Omit<WatchdogData, 'cells'>): Watchdog {
  const cells = new BigInt64Array(new SharedArrayBuffer(16));
  const workerData: WatchdogData = { cells, parentPid, memoryCap };
  new Worker(new URL('./engine-watchdog-thread.ts', import.meta.url), { workerData }).unref();
  return {
    arm(milliseconds) {
      const deadline = process.hrtime.bigint() + BigInt(Math.round(milliseconds * 1e6));
      Atomics.store(cells, 0, deadline);
    },
    disarm() {
      Atomics.store(cells, 0, 0n);
    },
  };
}
