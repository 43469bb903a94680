import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Commands are started by the dozen: what the first one compiled serves the others. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/carrefour', import.meta.url));
const cli = fileURLToPath(new URL('../../src/main/cli.ts', import.meta.url));

/** Every test of the command line runs under the same clock, so that its exports can be compared byte by byte. */
export const now = '2026-11-24T12:00:00Z';

export type Environment = Readonly<Record<string, string>>;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty data folder with the settings that name it. */
export async function freshData(more: Environment = {}): Promise<Environment> {
  const folder = await mkdtemp(path.join(tmpdir(), 'carrefour-test-'));
  return { CARREFOUR_DATA: folder, CARREFOUR_NOW: now, ...more };
}

/** Starts the command in a process of its own. */
export function start(args: readonly string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: compileCache, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command to its end. */
export async function run(args: readonly string[], environment: Environment): Promise<Outcome> {
  const child = start(args, environment);
  const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: await stdout, stderr: await stderr };
}

/** Runs the command with `--json` and gives what it printed; throws with its complaints when it failed. */
export async function runJson<T>(args: readonly string[], environment: Environment): Promise<T> {
  const { stdout, stderr } = await run([...args, '--json'], environment);
  if (stdout === '') throw new Error(`carrefour ${args.join(' ')} printed nothing: ${stderr}`);
  return JSON.parse(stdout) as T;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  const chunks: string[] = [];
  if (stream !== null) for await (const chunk of stream) chunks.push(chunk.toString());
  return chunks.join('');
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export interface Served {
  readonly url: string;
  readonly child: ChildProcess;
  stop: () => Promise<void>;
}

/** An empty data folder that every command names by the address at which {@link serve} will serve it. */
export async function servableData(): Promise<Environment> {
  const port = String(await freePort());
  return freshData({ CARREFOUR_PORT: port, CARREFOUR_BASE_IRI: `http://localhost:${port}` });
}

/** Serves on the port of the settings, else on a free one, and waits until the command says that it is ready. */
export async function serve(environment: Environment, args: readonly string[] = []): Promise<Served> {
  const port = environment['CARREFOUR_PORT'] ?? String(await freePort());
  const url = `http://localhost:${port}`;
  const settings = { CARREFOUR_PORT: port, CARREFOUR_BASE_IRI: url, ...environment };
  const child = start(['serve', ...args], settings);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(url)) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`serve ended with ${String(code)}: ${stderr}`));
    });
  });
  await ready;
  return {
    url,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Processes that a process started, with their command lines (Linux). */
export async function childrenOf(pid: number): Promise<{ pid: number; command: string }[]> {
  const found: { pid: number; command: string }[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent !== pid) continue;
    const command = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
    found.push({ pid: Number(name), command });
  }
  return found;
}
