// Generates what checks read: Kit's types and the compiled messages.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../app/paraglide.options.ts';

const app = fileURLToPath(new URL('../app', import.meta.url));

/** Runs the app's generators; throws with their output when one fails. */
export async function prepareApp() {
  const sync = spawnSync('svelte-kit', ['sync'], { cwd: app, encoding: 'utf8' });
  if (sync.status !== 0) throw new Error(`svelte-kit sync failed:\n${sync.stdout}${sync.stderr}`);
  await compile(paraglideOptions);
}
