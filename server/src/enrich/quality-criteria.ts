import type { Bilingual, QualityDimension } from '../domain/thing-doc.ts';

/** What each dimension weighs in the score over all. */
export const dimensionWeights: Readonly<Record<QualityDimension, number>> = {
  find: 25,
  complete: 30,
  place: 20,
  fresh: 10,
  reuse: 15,
};

/** What a constraint of the shapes weighs, and in which dimension. */
interface Criterion {
  readonly dimension: QualityDimension;
  readonly weight: number;
}

/** The constraints that count, by their name in the shapes: those that ask for something that may be missing. */
export const criteria: Readonly<Record<string, Criterion>> = {
  'theme-given': { dimension: 'find', weight: 4 },
  'description-given': { dimension: 'find', weight: 4 },
  'url-given': { dimension: 'find', weight: 3 },
  'audience-given': { dimension: 'find', weight: 2 },
  'actor-given': { dimension: 'find', weight: 2 },
  'alternateName-given': { dimension: 'find', weight: 2 },
  'image-given': { dimension: 'find', weight: 1 },
  'need-given': { dimension: 'complete', weight: 4 },
  'answer-given': { dimension: 'complete', weight: 4 },
  'results-given': { dimension: 'complete', weight: 3 },
  'evidenceLevel-given': { dimension: 'complete', weight: 2 },
  'startDate-given': { dimension: 'complete', weight: 1 },
  'startDate-announced': { dimension: 'complete', weight: 4 },
  'stage-given': { dimension: 'complete', weight: 1 },
  'method-given': { dimension: 'complete', weight: 1 },
  'criteria-given': { dimension: 'complete', weight: 2 },
  'place-given': { dimension: 'place', weight: 3 },
  'coordinates-given': { dimension: 'place', weight: 3 },
  'lastConfirmed-given': { dimension: 'fresh', weight: 2 },
  'conditionsToRedo-given': { dimension: 'reuse', weight: 3 },
  'contactToRedo-given': { dimension: 'reuse', weight: 2 },
  'license-given': { dimension: 'reuse', weight: 3 },
};

/** What counts beside the shapes. */
export type FactName = 'place-precision' | 'recent' | 'open';

/** What to write where, for what counts beside the shapes. */
export const factMessages: Readonly<Record<FactName, Bilingual>> = {
  'place-precision': {
    fr: 'Situez le lieu plus précisément : une adresse, ou au moins la commune et le code postal.',
    en: 'Locate the place more precisely: an address, or at least the town and the postcode.',
  },
  recent: {
    fr: 'Donnez la date de la dernière mise à jour, ou confirmez que l’action existe encore.',
    en: 'Give the date of the last change, or confirm that the action still exists.',
  },
  open: {
    fr: 'Publiez la fiche sous une licence ouverte : d’autres pourront la reprendre.',
    en: 'Publish the entry under an open licence, so that others can take it up.',
  },
};
