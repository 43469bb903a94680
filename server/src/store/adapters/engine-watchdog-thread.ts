import { workerData } from 'node:worker_threads';
import type { WatchdogData } from './engine-watchdog.ts';

const lookMilliseconds = 40;
const { cells, parentPid, memoryCap } = workerData as WatchdogData;

function isDoomed(): boolean {
  const deadline = Atomics.load(cells, 0);
  if (deadline !== 0n && process.hrtime.bigint() > deadline) return true;
  return process.ppid !== parentPid || process.memoryUsage.rss() > memoryCap;
}

while (!isDoomed()) Atomics.wait(cells, 1, 0n, lookMilliseconds);
process.kill(process.pid, 'SIGKILL');
