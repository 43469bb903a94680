import { contentHash } from '../domain/content-hash.ts';
import type { Kind } from '../domain/kinds.ts';
import type { PlacePrecision } from '../domain/place-finding.ts';
import type { Bilingual, DocMissing, DocPlace, DocQuality, QualityDimension } from '../domain/thing-doc.ts';
import { criteria, dimensionWeights, factMessages, type FactName } from './quality-criteria.ts';

/** A constraint that the shapes put to a thing, and whether it holds. */
export interface Asked {
  /** Name of the constraint in the shapes. */
  readonly constraint: string;
  /** What to write where; present where the constraint does not hold. */
  readonly failure?: Bilingual;
}

/** All that a score rests on. The clock is not among it: a score is a function of what records say. */
export interface QualityFacts {
  readonly kind: Kind;
  /** The constraints of the shape of the thing's kind. */
  readonly asked: readonly Asked[];
  readonly places: readonly DocPlace[];
  /** Open statements about the thing exist. */
  readonly isOpen: boolean;
  /** The day when someone last confirmed or changed it, as the records say (ISO 8601; a year or month counts from its beginning). */
  readonly confirmedAt?: string;
  /** When the newest record was read in its present version, ISO 8601. */
  readonly readAt: string;
}

/** How well a place is known, from 0 to 1. */
const precisionShares: Readonly<Record<PlacePrecision, number>> = {
  point: 1,
  street: 1,
  commune: 0.7,
  departement: 0.3,
  region: 0.2,
  country: 0.1,
  unknown: 0,
};

const dayMilliseconds = 86_400_000;
/** What is younger than this is fresh; what is older than the second figure is not at all. */
const freshDays = { full: 365, none: 5 * 365 };

/** Kinds that do not come to an end: a way of answering is neither confirmed alive nor does it grow old. */
const ageless: readonly Kind[] = ['solution'];

/** Changes with every figure that a score rests on: entries scored by other figures are derived again. */
export const qualityVersion = contentHash(
  JSON.stringify([dimensionWeights, criteria, factMessages, precisionShares, freshDays, ageless]),
).slice(0, 16);

/** A criterion put to a thing: what share of it is met, from 0 to 1. */
interface Measured {
  readonly dimension: QualityDimension;
  readonly weight: number;
  readonly share: number;
  readonly constraint: string;
  readonly message: Bilingual;
}

/**
 * How good an entry is, from 0 to 100, by dimension and over all, with what would improve it: the fix worth most points
 * comes first. Dimensions that its kind is not asked about (place and freshness of a solution) do not count.
 */
export function qualityOf(facts: QualityFacts): DocQuality {
  const measured = [...fromShapes(facts), ...fromFacts(facts)];
  const byDimension = Map.groupBy(measured, ({ dimension }) => dimension);
  const asked = Object.entries(dimensionWeights).flatMap(([name, weight]) => {
    const of = byDimension.get(name as QualityDimension);
    return of === undefined
      ? []
      : [{ name: name as QualityDimension, weight, of, total: sum(of.map((one) => one.weight)) }];
  });
  const allWeights = sum(asked.map(({ weight }) => weight));
  const shareOf = ({ of, total }: { of: readonly Measured[]; total: number }): number =>
    sum(of.map(({ weight, share }) => weight * share)) / total;
  const missing = asked.flatMap(({ weight, of, total }) =>
    of
      .filter(({ share }) => share < 1)
      .map((one) => ({ ...one, gain: (100 * weight * one.weight * (1 - one.share)) / (total * allWeights) })),
  );
  return {
    score: Math.round((100 * sum(asked.map((one) => one.weight * shareOf(one)))) / allWeights),
    dimensions: Object.fromEntries(asked.map((one) => [one.name, Math.round(100 * shareOf(one))])),
    missing: missing.sort((a, b) => b.gain - a.gain || (a.constraint < b.constraint ? -1 : 1)).map(missingOf),
  };
}

function missingOf({ constraint, dimension, message, gain }: Measured & { gain: number }): DocMissing {
  return { constraint, dimension, points: Math.max(1, Math.round(gain)), message };
}

function fromShapes({ asked }: QualityFacts): Measured[] {
  return asked.flatMap(({ constraint, failure }) => {
    const criterion = criteria[constraint];
    if (criterion === undefined) return [];
    return [
      {
        ...criterion,
        constraint,
        share: failure === undefined ? 1 : 0,
        message: failure ?? { fr: '', en: '' },
      },
    ];
  });
}

function fromFacts(facts: QualityFacts): Measured[] {
  const fact = (name: FactName, measure: Pick<Measured, 'dimension' | 'weight' | 'share'>): Measured => ({
    ...measure,
    constraint: name,
    message: factMessages[name],
  });
  const isPlaced = facts.asked.some(({ constraint }) => criteria[constraint]?.dimension === 'place');
  return [
    ...(isPlaced
      ? [fact('place-precision', { dimension: 'place', weight: 4, share: bestPrecision(facts.places) })]
      : []),
    ...(ageless.includes(facts.kind)
      ? []
      : [fact('recent', { dimension: 'fresh', weight: 4, share: freshness(facts) })]),
    fact('open', { dimension: 'reuse', weight: 4, share: facts.isOpen ? 1 : 0 }),
  ];
}

function bestPrecision(places: readonly DocPlace[]): number {
  return Math.max(0, ...places.map(({ precision }) => precisionShares[precision]));
}

/** Full in the first year after the last sign of life, then falling to nothing in the fifth. */
function freshness({ confirmedAt, readAt }: QualityFacts): number {
  const confirmed = Date.parse(confirmedAt ?? '');
  const read = Date.parse(readAt);
  if (Number.isNaN(confirmed) || Number.isNaN(read)) return 0;
  const days = (read - confirmed) / dayMilliseconds;
  return Math.min(1, Math.max(0, (freshDays.none - days) / (freshDays.none - freshDays.full)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
