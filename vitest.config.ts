import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** One project a workspace, so that `vitest run --project server` runs one of them. */
const workspace = (name: string) => ({
  test: {
    name,
    root: `./${name}`,
    include: ['test/**/*.test.ts'],
    globalSetup: name === 'server' ? [path.join(import.meta.dirname, 'scripts/temporary-folder.mjs')] : [],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      workspace('ontology'),
      workspace('shapes'),
      workspace('harvesters'),
      workspace('server'),
      {
        extends: './app/vite.config.ts',
        test: { name: 'app', root: './app', include: ['src/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'browser',
          root: './app',
          include: ['browser/**/*.test.ts'],
          globalSetup: [path.join(import.meta.dirname, 'app/browser/setup.ts')],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
