// Builds the pages when their sources or the lock file changed since the last build (`--force`: always).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const app = join(root, 'app');
const stamp = join(app, 'build', '.sources');
const generated = new Set(['node_modules', 'build', '.svelte-kit', 'paraglide', 'browser']);

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !generated.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? sources(path) : [path];
    });
}

const hash = createHash('sha256');
for (const path of [join(root, 'package-lock.json'), ...sources(app)]) {
  hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
}
const wanted = hash.digest('hex');

if (process.argv.includes('--force') || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Building the pages…');
  // Under the NODE_ENV of a test runner, the pages would get the heavier development code of Svelte.
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = spawnSync('vite', ['build', '--logLevel', 'warn'], { cwd: app, env, stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
  writeFileSync(stamp, wanted);
}
