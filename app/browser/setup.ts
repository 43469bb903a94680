import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findChromium } from '../../scripts/chromium.mjs';

/** What every file of browser tests shares: one server over the example sources, one browser. */
export interface Shared {
  /** Where the platform is served. */
  readonly url: string;
  /** Where the browser is driven. */
  readonly endpoint: string;
  /** The thing that was erased, and the one that was merged into another. */
  readonly erased: string;
  readonly merged: string;
}

/** Why nothing can be tested, or what is shared. */
export type Ground = { readonly absent: string } | Shared;

declare module 'vitest' {
  interface ProvidedContext {
    ground: Ground;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = path.join(root, 'server/src/main/cli.ts');
const run = promisify(execFile);
const commandMilliseconds = 180_000;
const launch = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts what the files share, once; returns what ends it. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    project.provide('ground', {
      absent: 'Chromium is absent: install Debian’s chromium, or name one in CARREFOUR_TEST_CHROMIUM.',
    });
    return undefined;
  }
  await build();
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-browser-'));
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const environment = {
    PATH: process.env['PATH'] ?? '',
    CARREFOUR_DATA: data,
    CARREFOUR_PORT: String(port),
    CARREFOUR_BASE_IRI: url,
    CARREFOUR_NOW: '2026-11-24T12:00:00Z',
    CARREFOUR_SOURCES: path.join(import.meta.dirname, 'sources'),
  };
  const ends: (() => Promise<unknown>)[] = [() => rm(data, { recursive: true, force: true })];
  const end = async (): Promise<void> => {
    for (const one of ends.toReversed()) await one();
  };
  try {
    const server = await serve(environment, url);
    ends.push(() => stop(server));
    const browser = await chromium.launchServer({ executablePath, args: launch });
    ends.push(() => browser.close());
    project.provide('ground', {
      url,
      endpoint: browser.wsEndpoint(),
      ...(await decide(environment, url)),
    });
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** The pages as a new user gets them; nothing happens when their sources did not change. */
async function build(): Promise<void> {
  const bin = path.join(root, 'node_modules/.bin');
  await run(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function serve(environment: Readonly<Record<string, string>>, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [cli, 'serve', '--examples'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(url)) resolve();
    });
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${String(code)} before it was ready: ${complaints}`));
    });
  });
  return child;
}

/** What an operator does, so that a page that is gone, one that moved and places of each precision can be visited. */
async function decide(
  environment: Readonly<Record<string, string>>,
  url: string,
): Promise<Pick<Shared, 'erased' | 'merged'>> {
  const idOf = async (title: string): Promise<string> => {
    const answer = await fetch(`${url}/api/v1/things?${new URLSearchParams({ q: title }).toString()}`);
    const { hits } = (await answer.json()) as { hits: { id: string; title: string }[] };
    const hit = hits.find((one) => one.title === title);
    if (hit === undefined) throw new Error(`No example is called “${title}”.`);
    return hit.id;
  };
  const command = (...args: string[]) =>
    run(process.execPath, [cli, ...args], { env: environment, timeout: commandMilliseconds });
  const [kept, other, erased] = await Promise.all(
    ['Un garage pour tous à Guéret', 'Garage solidaire de la Creuse', 'La Bascule'].map(idOf),
  );
  if (kept === undefined || other === undefined || erased === undefined) throw new Error('No examples.');
  const { stdout } = await command('merge', kept, other, '--json');
  const { canonical } = JSON.parse(stdout) as { canonical: string };
  await command('harvest', 'lieux');
  await command('erase', erased, '--reason', 'À la demande de son auteur');
  return { erased, merged: canonical === kept ? other : kept };
}
