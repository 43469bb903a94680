import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('worker.ts', import.meta.url));
const firstRestart = 500;
const slowestRestart = 30_000;

/**
 * Keeps one worker process running: a worker that dies is started again, later and later while it keeps dying.
 * It ends with this process, whatever ends it: the channel between them closes.
 */
export function keepWorker(): { stop: () => Promise<void> } {
  let isStopping = false;
  let delay = firstRestart;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  const start = (): void => {
    const startedAt = performance.now();
    child = fork(entry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('exit', () => {
      if (isStopping) return;
      delay =
        performance.now() - startedAt > slowestRestart ? firstRestart : Math.min(delay * 2, slowestRestart);
      timer = setTimeout(start, delay);
    });
  };
  start();
  return {
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      const running = child;
      if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        running.once('exit', () => {
          resolve();
        });
        running.kill('SIGTERM');
      });
    },
  };
}
