import { describe, expect, it } from 'vitest';
import { openPlaces } from '../../src/enrich/places.ts';

const places = openPlaces();

describe('a point', () => {
  it.each([
    ['beside Basel, on the French side', { lat: 47.6, lon: 7.52 }, 'country-FR'],
    ['in Basel', { lat: 47.55, lon: 7.6 }, 'country-CH'],
    ['on the Spanish slope of the Pyrenees', { lat: 42.6, lon: 0.6 }, 'country-ES'],
    ['in the Sahara, far from any town', { lat: 22.5, lon: 9.5 }, 'country-DZ'],
    ['on the ice of Greenland', { lat: 75, lon: -40 }, 'country-GL'],
    ['in the forest of Guyane', { lat: 3.2, lon: -53.2 }, 'country-FR'],
    ['in Sevastopol, whose towns are all Ukrainian in GeoNames', { lat: 44.6, lon: 33.53 }, 'country-UA'],
  ])('%s is in its country', (_, position, country) => {
    expect(places.locatePoint(position)?.path[0]).toBe(country);
  });

  it('is nowhere at sea', () => {
    expect(places.locatePoint({ lat: 45, lon: -20 })).toBeUndefined();
  });

  it('tells whether another country has a town near', () => {
    const basel = places.locatePoint({ lat: 47.55, lon: 7.6 });
    expect(['FR', 'DE', 'IT'].map((country) => basel?.isNear(country))).toEqual([true, true, false]);
  });
});
