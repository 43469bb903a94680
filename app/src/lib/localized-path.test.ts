import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deLocalizeHref, localizeHref } from './localized-path.ts';
import * as paraglide from './paraglide/runtime.js';

const origin = 'http://localhost';
const tail = fc.constantFrom('', '?q=en', '?theme=EMP&page=2', '#contenu', '?q=/en/#a');
const path = fc
  .tuple(fc.constantFrom('/', '/en', '/recherche', '/en/recherche', '/entree', '/en/id/a-b', '/ns/'), tail)
  .map((parts) => parts.join(''));

it('puts a path in a language as paraglide does', () => {
  paraglide.overwriteGetUrlOrigin(() => origin);
  fc.assert(
    fc.property(path, fc.constantFrom('fr' as const, 'en' as const), (href, locale) => {
      expect(localizeHref(href, { locale })).toBe(paraglide.localizeHref(href, { locale }));
      expect(deLocalizeHref(href)).toBe(paraglide.deLocalizeHref(href));
    }),
  );
});
