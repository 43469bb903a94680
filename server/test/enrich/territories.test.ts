import { describe, expect, it } from 'vitest';
import { locate } from '../../src/enrich/territories.ts';

describe('locating a place', () => {
  it('finds country, région and département from a French postcode', () => {
    expect(locate({ postcode: '23000', city: 'Guéret', country: 'France' })).toEqual({
      country: 'FR',
      territories: ['country-FR', 'region-75', 'departement-23'],
      precision: 'commune',
    });
  });

  it('tells the two Corsican départements and the overseas ones apart', () => {
    const departement = (postcode: string) => locate({ postcode, country: 'FR' }).territories.at(-1);
    expect(departement('20000')).toBe('departement-2A');
    expect(departement('20200')).toBe('departement-2B');
    expect(departement('97400')).toBe('departement-974');
    expect(departement('97110')).toBe('departement-971');
  });

  it('lets the town decide where a postcode crosses a border, and says nothing narrower when it cannot', () => {
    expect(locate({ postcode: '01410', city: 'Lélex', country: 'FR' }).territories).toContain(
      'departement-01',
    );
    expect(locate({ postcode: '01410', city: 'Nulle-Part', country: 'FR' }).territories).toEqual([
      'country-FR',
    ]);
  });

  it('reads country names in several languages', () => {
    expect(
      ['Royaume-Uni', 'Deutschland', 'Spain', 'be'].map((country) => locate({ country }).country),
    ).toEqual(['GB', 'DE', 'ES', 'BE']);
  });

  it('takes a five-digit code for French only where the place or its source is in France', () => {
    expect(locate({ postcode: '10115', country: 'DE' }).territories).toEqual(['country-DE']);
    expect(locate({ postcode: '23000' }).territories).toEqual([]);
    expect(locate({ postcode: '23000', defaultCountry: 'FR' }).territories).toContain('departement-23');
  });

  it('says how closely the place is known', () => {
    const precision = (place: Parameters<typeof locate>[0]) => locate(place).precision;
    expect(precision({ lat: 46.1, lon: 1.8, country: 'FR' })).toBe('point');
    expect(precision({ city: 'Guéret', street: '1 rue Verte' })).toBe('street');
    expect(precision({ country: 'IT' })).toBe('country');
    expect(precision({})).toBe('unknown');
  });
});
