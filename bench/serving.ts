import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { LoopDelay } from './loop-delay.ts';

/** A server in a process of its own. */
export interface Serving {
  readonly url: string;
  /** How late its event loop was since this was last asked. */
  readonly loopDelay: () => Promise<LoopDelay>;
  readonly stop: () => Promise<void>;
}

const longestStart = 600_000;
const lookEvery = 250;

/** Starts a script that listens where it is told, and waits until a path of it answers 200. */
export async function startServer(
  args: readonly string[],
  { environment, ready }: { environment: (port: number) => Record<string, string>; ready: string },
): Promise<Serving> {
  const port = await freePort();
  const preload = new URL('loop-delay.ts', import.meta.url).href;
  const child = spawn(
    process.execPath,
    ['--import', preload, '--disable-warning=ExperimentalWarning', ...args],
    {
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...environment(port) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  );
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, new URL(ready, url));
  return {
    url,
    async loopDelay() {
      child.send('tell');
      const [told] = (await once(child, 'message')) as [LoopDelay];
      return told;
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function untilReady(child: ChildProcess, url: URL): Promise<void> {
  const end = Date.now() + longestStart;
  while (Date.now() < end && child.exitCode === null) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
  child.kill();
  throw new Error(`${url.href} did not answer (exit ${String(child.exitCode)}).`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
