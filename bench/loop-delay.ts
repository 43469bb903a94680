import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a server before its own code (`node --import`): tells how long the event loop of its main thread was
 * late, in milliseconds, whenever its parent sends a message, and begins anew.
 */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const resolution = 1;

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const milliseconds = (nanoseconds: number): number => Math.max(nanoseconds / 1e6 - resolution, 0);
  process.on('message', () => {
    const told: LoopDelay = {
      p50: milliseconds(delay.percentile(50)),
      p99: milliseconds(delay.percentile(99)),
      max: milliseconds(delay.max),
    };
    delay.reset();
    process.send?.(told);
  });
  process.channel?.unref();
}
