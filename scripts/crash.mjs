// Fifty rounds of killing processes at random moments; CARREFOUR_CRASH_ROUNDS and CARREFOUR_CRASH_SEED change them.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('vitest', ['run', '--project', 'server', 'test/main/crash'], {
  stdio: 'inherit',
  env: { CARREFOUR_CRASH_ROUNDS: '50', ...process.env },
});
process.exit(status ?? 1);
