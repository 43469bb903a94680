import { describe, expect, it } from 'vitest';
import type { FoundAddress } from '../../src/domain/geocoding.ts';
import { openPlaces } from '../../src/enrich/places.ts';
import type { StatedPlace } from '../../src/enrich/resolve/stated-place.ts';

const places = openPlaces();
const resolve = (place: StatedPlace) => places.resolve({ defaultCountry: 'FR', ...place });

/** In Neuville-les-Dames, which shares its postcode with nine other communes. */
const inNeuville: FoundAddress = {
  outcome: 'found',
  lat: 46.1605,
  lon: 5.0051,
  score: 0.9,
  type: 'housenumber',
  label: '12 Rue des Acacias 01400 Neuville-les-Dames',
  communeCode: '01272',
  source: 'Base Adresse Nationale',
  at: '2026-11-24T12:00:00.000Z',
};
const ambiguous: StatedPlace = { street: '12 rue des Acacias', postcode: '01400' };
const evidence = {
  from: 'geocoder',
  value: inNeuville.label,
  how: 'exact',
  territory: 'commune-01272',
  source: inNeuville.source,
  at: inNeuville.at,
};

describe('an answer of a geocoder', () => {
  it('settles which commune of a shared postcode is meant, and gives the point', () => {
    const placed = resolve({ ...ambiguous, answer: inNeuville });
    expect(placed).toMatchObject({
      precision: 'point',
      position: { lat: inNeuville.lat, lon: inNeuville.lon },
    });
    expect(placed.territories.at(-1)).toBe('commune-01272');
    expect(placed.position).not.toHaveProperty('radius');
    expect(placed.evidence).toEqual([...resolve(ambiguous).evidence, evidence]);
    expect(placed).not.toHaveProperty('candidates');
    expect(placed).not.toHaveProperty('likeliest');
  });

  it('gives a street or a hamlet as an area around its middle', () => {
    for (const [type, radius] of [
      ['street', 500],
      ['locality', 1000],
    ] as const) {
      const placed = resolve({ ...ambiguous, answer: { ...inNeuville, type } });
      expect(placed).toMatchObject({ precision: 'street', position: { lat: inNeuville.lat, radius } });
    }
  });

  it('gives a point where the town was known already', () => {
    const known = { ...ambiguous, city: 'Neuville-les-Dames' };
    expect(resolve(known).precision).toBe('street');
    expect(resolve({ ...known, answer: inNeuville }).precision).toBe('point');
  });

  it.each([
    ['names a town instead of an address', { type: 'municipality' }],
    ['fits too little what was asked', { score: 0.69 }],
    ['lies in a commune that the postcode does not serve', { communeCode: '01053' }],
    ['names no commune that there is', { communeCode: '99999' }],
  ] as const)('counts for nothing when it %s', (_why, more) => {
    expect(resolve({ ...ambiguous, answer: { ...inNeuville, ...more } })).toEqual(resolve(ambiguous));
  });

  it('counts for nothing outside the commune that the words lead to', () => {
    const elsewhere = { ...ambiguous, city: 'Sandrans' };
    expect(resolve({ ...elsewhere, answer: inNeuville })).toEqual(resolve(elsewhere));
  });

  it('tells no towns of one name apart that share no postcode', () => {
    const saintDenis = { street: '1 rue de la République', city: 'Saint-Denis' };
    const answer = { ...inNeuville, communeCode: '93066', lat: 48.936, lon: 2.357 };
    expect(resolve(saintDenis).candidates).toContain('commune-93066');
    expect(resolve({ ...saintDenis, answer })).toEqual(resolve(saintDenis));
  });

  it('counts as one of twenty and more communes of a postcode', () => {
    const shared = places.territories().communesOfPostcode('51300');
    const last = shared.at(-1);
    const answer = { ...inNeuville, communeCode: last?.code ?? '' };
    expect(shared.length).toBeGreaterThan(20);
    expect(resolve({ street: '1 rue Haute', postcode: '51300', answer }).territories.at(-1)).toBe(last?.id);
  });

  it('is read by the arrondissement where a town has them', () => {
    const answer = { ...inNeuville, communeCode: '75107', lat: 48.857, lon: 2.32 };
    const placed = resolve({ street: '1 rue de Bourgogne', postcode: '75007', city: 'Paris', answer });
    expect(placed).toMatchObject({ precision: 'point', position: { lat: 48.857 } });
  });

  it('stands in for coordinates that contradict the words, which stay in view', () => {
    const wrong = { ...ambiguous, city: 'Neuville-les-Dames', lat: 48.85, lon: 2.35 };
    const placed = resolve({ ...wrong, answer: inNeuville });
    expect(placed).toMatchObject({ precision: 'point', position: { lat: inNeuville.lat } });
    expect(placed.conflict).toMatchObject({ against: 'coordinates', value: '48.85, 2.35' });
  });

  it('never takes the place of the source’s own coordinates; in another commune it is kept as a conflict', () => {
    const inChatillon = { ...ambiguous, lat: 46.1183, lon: 4.9566 };
    expect(resolve(inChatillon).territories.at(-1)).toBe('commune-01093');
    expect(resolve({ ...inChatillon, answer: inNeuville })).toEqual({
      ...resolve(inChatillon),
      conflict: {
        kept: 'coordinates',
        against: 'geocoder',
        value: inNeuville.label,
        territory: 'commune-01272',
      },
    });
    const here = { ...ambiguous, lat: 46.16, lon: 5.004 };
    expect(resolve({ ...here, answer: inNeuville })).toEqual(resolve(here));
  });

  it('names the commune of coordinates that lie between several, and leaves them where they are', () => {
    const between = { ...ambiguous, lat: 46, lon: 4.95 };
    const answer = { ...inNeuville, communeCode: '01393', lat: 46.001, lon: 4.951 };
    expect(resolve(between)).toHaveProperty('candidates');
    const placed = resolve({ ...between, answer });
    expect(placed).toMatchObject({ precision: 'point', position: { lat: 46, lon: 4.95 } });
    expect(placed.territories.at(-1)).toBe('commune-01393');
    expect(placed).not.toHaveProperty('candidates');
    expect(resolve({ ...between, answer: inNeuville }).conflict).toMatchObject({ against: 'geocoder' });
  });
});
