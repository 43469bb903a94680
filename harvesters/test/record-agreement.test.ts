import { expect, test } from 'vitest';
import { recordAgreement } from '../src/record-agreement.ts';

const set = {
  agreement: { field: 'diffusion', values: { Oui: 'open', 'Lien seul': 'link-only', Non: 'none' } },
} as const;

test.each([
  ['display', 'lien seul', 'link-only'],
  ['display', ' NON ', 'none'],
  ['display', 'oui', 'display'],
  ['open', 'oui', 'open'],
  ['open', '', 'open'],
  ['link-only', 'oui', 'link-only'],
] as const)(
  'a record of a source that allows %s and says “%s” allows %s',
  (agreement, diffusion, allowed) => {
    expect(recordAgreement({ source: { agreement }, set }, { diffusion })).toEqual({ agreement: allowed });
  },
);

test('a text that is not listed counts as the narrowest that is, and is told', () => {
  expect(recordAgreement({ source: { agreement: 'open' }, set }, { diffusion: 'à voir' })).toEqual({
    agreement: 'none',
    unlisted: 'à voir',
  });
});

test('a source that declares nothing of the kind decides for all its records', () => {
  expect(recordAgreement({ source: { agreement: 'display' }, set: {} }, { diffusion: 'oui' })).toEqual({
    agreement: 'display',
  });
});
