import { resolve } from 'node:path';

/** French has no prefix, English is the same path under `/en`: a link keeps its meaning when the language changes. */
export const paraglideOptions = {
  project: resolve(import.meta.dirname, 'project.inlang'),
  outdir: resolve(import.meta.dirname, 'src/lib/paraglide'),
  emitTsDeclarations: true,
  strategy: ['url', 'baseLocale'] as ['url', 'baseLocale'],
  urlPatterns: [
    {
      pattern: '/:path(.*)?',
      localized: [
        ['en', '/en/:path(.*)?'],
        ['fr', '/:path(.*)?'],
      ] as [string, string][],
    },
  ],
};
