import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setInterval } from 'node:timers';

export interface ChildRun {
  readonly seconds: number;
  /** Highest resident memory in megabytes; undefined where the system does not tell (`/proc`). */
  readonly peakMegabytes: number | undefined;
  readonly stdout: string;
}

/** Runs a script on this Node to its end and watches its memory. Rejects when it fails, with what it complained of. */
export async function runChild(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ChildRun> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  let peakMegabytes: number | undefined;
  const look = setInterval(() => {
    void peakOf(child.pid).then((peak) => (peakMegabytes = peak ?? peakMegabytes));
  }, 50);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes, stdout };
}

async function peakOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
