// Runs every check, each to its end, and says at the close which ones failed.
import { spawnSync } from 'node:child_process';
import { prepareApp } from './prepare.mjs';

const steps = {
  format: 'prettier --check --log-level warn .',
  types: 'tsc -b',
  svelte: 'svelte-check --workspace app --fail-on-warnings --output human',
  lint: 'eslint . --max-warnings 0',
  architecture:
    'depcruise --config .dependency-cruiser.mjs --output-type err ontology shapes harvesters server app',
  'dead code': 'knip',
};

await prepareApp();
const failed = [];
for (const [name, command] of Object.entries(steps)) {
  const started = performance.now();
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '●' : '■'} ${name} (${seconds} s)`);
  if (status !== 0) failed.push(name);
}
if (failed.length > 0) {
  console.error(`Checks failed: ${failed.join(', ')}`);
  process.exit(1);
}
