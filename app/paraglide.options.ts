import { resolve } from 'node:path';

/** French has no prefix, English is the same path under `/en`: a link keeps its meaning when the language changes. */
export const paraglideOptions = {
  project: resolve(import.meta.dirname, 'project.inlang'),
  outdir: resolve(import.meta.dirname, 'src/lib/paraglide'),
  emitTsDeclarations: true,
  strategy: ['url', 'baseLocale'] as ['url', 'baseLocale'],
  urlPatterns: [
    {
      // Apart, so that the English home page has the one address that Kit serves it at, without a slash at its end.
      pattern: '/',
      localized: [
        ['en', '/en'],
        ['fr', '/'],
      ] as [string, string][],
    },
    {
      pattern: '/:path(.*)?',
      localized: [
        ['en', '/en/:path(.*)?'],
        ['fr', '/:path(.*)?'],
      ] as [string, string][],
    },
  ],
};
