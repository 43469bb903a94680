import { createChecker } from '@carrefour/shapes';
import { describe, expect, it } from 'vitest';
import { kindClasses } from '../../src/domain/kind-classes.ts';
import type { DocPlace } from '../../src/domain/thing-doc.ts';
import { criteria } from '../../src/enrich/quality-criteria.ts';
import { qualityOf, type QualityFacts } from '../../src/enrich/quality.ts';

const checker = await createChecker();
const point: DocPlace = { role: 'implemented', precision: 'point', territories: [] };

function facts(kind: keyof typeof kindClasses, missing: readonly string[] | 'all'): QualityFacts {
  return {
    kind,
    asked: checker.constraintsOn(kindClasses[kind]).map((constraint) => {
      const isMissing = missing === 'all' ? constraint in criteria : missing.includes(constraint);
      const failure = { fr: `Il manque ${constraint}.`, en: `${constraint} is missing.` };
      return isMissing ? { constraint, failure } : { constraint };
    }),
    places: missing === 'all' ? [] : [point],
    isOpen: missing !== 'all',
    readAt: '2026-03-01T00:00:00Z',
    ...(missing === 'all' ? {} : { confirmedAt: '2025-09-01' }),
  };
}

describe('the score of an entry', () => {
  it.each(['innovation', 'solution', 'organization', 'programme', 'resource', 'event'] as const)(
    'is 100 for an %s that lacks nothing, and 0 for one that lacks everything',
    (kind) => {
      expect(qualityOf(facts(kind, []))).toMatchObject({ score: 100, missing: [] });
      expect(qualityOf(facts(kind, 'all')).score).toBe(0);
    },
  );

  it('names first the fix that is worth most points, and its points are what the mend adds', () => {
    const poor = qualityOf(facts('innovation', ['image-given', 'need-given', 'theme-given']));
    expect(poor.missing.map(({ constraint }) => constraint)).toEqual([
      'need-given',
      'theme-given',
      'image-given',
    ]);
    const [first] = poor.missing;
    const mended = qualityOf(facts('innovation', ['image-given', 'theme-given']));
    expect(Math.abs(mended.score - poor.score - (first?.points ?? 0))).toBeLessThanOrEqual(1);
    expect(first?.message).toEqual({ fr: 'Il manque need-given.', en: 'need-given is missing.' });
  });

  it('never falls when something is mended', () => {
    const names = Object.keys(criteria);
    names.forEach((_, index) => {
      const more = qualityOf(facts('innovation', names.slice(index)));
      const fewer = qualityOf(facts('innovation', names.slice(index + 1)));
      expect(fewer.score).toBeGreaterThanOrEqual(more.score);
    });
  });

  it('asks of a solution neither where it is nor whether it still exists', () => {
    const { dimensions, missing } = qualityOf(facts('solution', 'all'));
    expect(Object.keys(dimensions)).toEqual(['find', 'reuse']);
    expect(missing.map(({ constraint }) => constraint)).not.toContain('recent');
    expect(qualityOf(facts('organization', 'all')).dimensions.fresh).toBe(0);
  });

  it('counts a town for less than a point, and two years of silence for less than one', () => {
    const full = facts('innovation', []);
    const town = qualityOf({ ...full, places: [{ ...point, precision: 'commune' }] });
    expect(town.missing.map(({ constraint }) => constraint)).toEqual(['place-precision']);
    const silent = qualityOf({ ...full, confirmedAt: '2023-09-01' });
    expect(silent.dimensions.fresh).toBeLessThan(100);
    expect(silent.dimensions.fresh).toBeGreaterThan(
      qualityOf({ ...full, confirmedAt: '2019-01' }).dimensions.fresh ?? 0,
    );
    expect(silent.missing.map(({ constraint }) => constraint)).toEqual(['recent']);
  });

  it('rests on constraints that exist', () => {
    const known = Object.values(kindClasses).flatMap((iri) => checker.constraintsOn(iri));
    for (const name of Object.keys(criteria)) expect(known).toContain(name);
  });
});
