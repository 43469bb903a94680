import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  exclude: ['dependencies', 'devDependencies', 'unlisted', 'binaries'],
  treatConfigHintsAsErrors: false,
  workspaces: {
    '.': {
      entry: ['scripts/*.{mjs,d.mts}', 'bench/loop-delay.ts', 'bench/peers/kit/**'],
      project: ['scripts/**', 'bench/**'],
    },
    ontology: { entry: ['scripts/*.ts', 'test/**/*.ts'] },
    shapes: { entry: ['test/**/*.ts'] },
    harvesters: { entry: ['test/**/*.ts'] },
    server: { entry: ['scripts/*.ts', 'src/main/*.ts', 'src/**/*-thread.ts', 'test/**/*.ts'] },
    app: {
      entry: [
        'src/hooks*.ts',
        'src/params.ts',
        'src/**/*.test.ts',
        'src/routes/**/+*.{ts,svelte}',
        'browser/**/*.ts',
      ],
    },
  },
};

export default config;
