// `npm test`: every check, then every test; the last line gives the sums.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, installChromium } from './chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'carrefour-test-'));
const report = join(folder, 'report.json');

const run = (command, env) => spawnSync(command, { shell: true, stdio: 'inherit', env }).status === 0;

const isChecked = run('node scripts/check.mjs', process.env);
console.log(isChecked ? '● all checks passed' : '■ some checks failed (see above)');

if (!findChromium()) installChromium();
const chromium = findChromium();
const env = { ...process.env, ...(chromium ? { CARREFOUR_TEST_CHROMIUM: chromium } : {}) };
if (!chromium) console.log('Chromium is absent and could not be installed: browser tests cannot run.');
run(`node scripts/build.mjs`, env);
run(`vitest run --reporter=default --reporter=json --outputFile.json=${report}`, env);

const sums = { passed: 0, failed: isChecked ? 0 : 1, skipped: 0 };
if (isChecked) sums.passed += 1;
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  sums.passed += result.numPassedTests;
  sums.failed += result.numFailedTests;
  sums.skipped += result.numPendingTests + result.numTodoTests;
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  for (const file of brokenFiles) console.log(`■ ${file.name} could not run`);
  sums.failed += brokenFiles.length;
} else {
  console.log('■ the test run left no report');
  sums.failed += 1;
}
rmSync(folder, { recursive: true, force: true });
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exit(sums.failed === 0 ? 0 : 1);
