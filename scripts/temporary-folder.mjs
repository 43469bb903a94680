// Vitest's global set-up: whatever tests and the processes that they start put into the temporary folder goes with the run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a temporary folder for this run, which every worker inherits, and removes it when the run ends. */
export default function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'carrefour-run-'));
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
