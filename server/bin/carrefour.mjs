#!/usr/bin/env node
// Runs on whatever Node the host has, and starts the command on the Node that comes with the project. Compiled code is
// kept between calls: a third of a short command's time would go into compiling.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../src/main/cli.ts', import.meta.url));
const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
const bundled = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const { status, signal } = spawnSync(
  existsSync(bundled) ? bundled : process.execPath,
  ['--disable-warning=ExperimentalWarning', cli, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: join(folder, '..', '.cache', 'carrefour'), ...process.env },
  },
);
process.exit(signal === null ? (status ?? 3) : 3);
