import { describe, expect, it } from 'vitest';
import { metresBetween } from '../../src/enrich/distance.ts';
import { openPlaces } from '../../src/enrich/places.ts';
import type { StatedPlace } from '../../src/enrich/resolve/stated-place.ts';

const places = openPlaces();
const inFrance = (place: StatedPlace) => places.resolve({ defaultCountry: 'FR', ...place });
const narrowest = (place: StatedPlace): string | undefined => inFrance(place).territories.at(-1);

describe('a place in France', () => {
  it('is given from its country down to its commune', () => {
    expect(inFrance({ postcode: '23000', city: 'Guéret', country: 'France' })).toMatchObject({
      country: 'FR',
      territories: ['country-FR', 'region-75', 'departement-23', 'epci-200034825', 'commune-23096'],
      precision: 'commune',
    });
  });

  it.each<[string, StatedPlace, string]>([
    ['a town alone', { city: 'Guéret' }, 'commune-23096'],
    [
      'capitals, no accents, CEDEX and an office’s postcode',
      { city: 'GUERET CEDEX 9', postcode: '23006' },
      'commune-23096',
    ],
    ['a letter too many', { city: 'Guérret' }, 'commune-23096'],
    ['an article left out', { city: 'Havre' }, 'commune-76351'],
    ['St for Saint', { city: 'St-Brieuc' }, 'commune-22278'],
    ['s/ for sur', { city: 'Chalon s/ Saône' }, 'commune-71076'],
    ['a district of Paris', { city: 'Paris 15ème arrondissement' }, 'commune-75056'],
    ['a district of Lyon by its postcode', { postcode: '69003' }, 'commune-69123'],
    ['an office’s postcode in Paris', { text: '37 rue de Rome 75382 Paris cedex 08' }, 'commune-75056'],
    ['a commune of before a merger', { city: 'Arthon-en-Retz' }, 'commune-44005'],
    ['a code of before a merger', { code: '49301' }, 'commune-49301'],
    ['a postcode of one commune only', { postcode: '97400' }, 'commune-97411'],
    ['a postcode that lost its zero', { postcode: '1000', city: 'Bourg en Bresse' }, 'commune-01053'],
    ['a town across the border of its postcode', { postcode: '01410', city: 'Lélex' }, 'commune-01210'],
    ['an address in one line', { text: '25 Rue du Presbytère Barembach' }, 'commune-67020'],
    ['an address with its postcode', { text: "4 rue E. Combes 38400saint martin d'heres" }, 'commune-38421'],
    ['a street named after another town', { text: '12 rue de Paris, Lille' }, 'commune-59350'],
    ['a homonym with its département', { city: 'Saint-Denis (93)' }, 'commune-93066'],
    [
      'a homonym with its overseas département',
      { city: 'Saint-Denis', country: 'La Réunion' },
      'commune-97411',
    ],
    ['a homonym near its coordinates', { city: 'Valence', lat: 44.93, lon: 4.89 }, 'commune-26362'],
    ['an overseas collectivity', { city: 'Nouméa', country: 'Nouvelle-Calédonie' }, 'commune-98818'],
    ['an overseas département with its ISO code', { city: 'Cayenne', country: 'GF' }, 'commune-97302'],
    ['a département by its number', { departement: '23' }, 'departement-23'],
    ['a région of before 2016', { region: 'Limousin' }, 'region-75'],
    ['a région within free text', { text: 'Île-de-France' }, 'region-11'],
    ['an office in southern Corsica', { postcode: '20186' }, 'departement-2A'],
    ['an office in northern Corsica', { postcode: '20407' }, 'departement-2B'],
  ])('is found from %s', (_, place, expected) => {
    expect(narrowest(place)).toBe(expected);
  });

  it.each<[string, StatedPlace]>([
    ['a name of several communes', { city: 'Saint-Denis' }],
    ['a postcode of several communes', { postcode: '67130' }],
    ['a text that names a town and a département alike', { text: 'Vienne' }],
    ['two towns', { city: 'Brest / Rennes' }],
  ])('stays ambiguous with %s', (_, place) => {
    const { candidates = [], territories } = inFrance(place);
    expect(candidates.length).toBeGreaterThan(1);
    expect(territories.some((id) => id.startsWith('commune-'))).toBe(false);
  });

  it('in one of a postcode’s communes lies within the circle around them, and most likely where most people live', () => {
    const { position, likeliest, candidates = [] } = inFrance({ postcode: '67130' });
    const communes = candidates.flatMap((id) => places.territories().get(id) ?? []);
    for (const { centre } of communes) {
      if (centre === undefined || position === undefined) throw new Error('A position is missing.');
      expect(metresBetween(position, centre)).toBeLessThanOrEqual(position.radius ?? 0);
    }
    expect(position?.radius).toBeLessThan(20_000);
    const people = communes.map(({ population = 0 }) => population);
    expect(likeliest?.share).toBeCloseTo(Math.max(...people) / people.reduce((sum, each) => sum + each), 2);
    expect(inFrance({ postcode: '67130', lat: 48.45, lon: 7.27 }).likeliest).toBeUndefined();
  });

  it.each([
    'rue de Paris',
    'rue du Maréchal Lannes',
    'rue Anatole France',
    '19 rue des Deux Ponts',
    'Théâtre de la Ville',
  ])('is not read into “%s”', (text) => {
    expect(narrowest({ text })).toBe('country-FR');
  });

  it('is told from its namesakes by what the record says elsewhere', () => {
    const context = 'Une association de la Seine-Saint-Denis';
    expect(inFrance({ city: 'Saint-Denis', context })).toMatchObject({
      territories: expect.arrayContaining(['commune-93066']) as string[],
      evidence: expect.arrayContaining([expect.objectContaining({ from: 'context' })]) as object[],
    });
  });

  it('says how each piece of evidence speaks', () => {
    const { evidence } = inFrance({ city: 'GUERRET', postcode: '23000' });
    expect(evidence).toEqual([
      { from: 'postcode', value: '23000', how: 'exact' },
      { from: 'town', value: 'Guéret', how: 'typo', territory: 'commune-23096' },
    ]);
  });
});

describe('contradictions', () => {
  it('lets what is written stand against coordinates elsewhere, and keeps these', () => {
    expect(inFrance({ postcode: '28700', lat: 48.8566, lon: 2.3522 })).toMatchObject({
      territories: expect.arrayContaining(['departement-28']) as string[],
      conflict: {
        kept: 'postcode',
        against: 'coordinates',
        value: '48.8566, 2.3522',
        territory: 'commune-75056',
      },
    });
    expect(inFrance({ postcode: '23000', city: 'Guéret', lat: 48.8566, lon: 2.3522 })).toMatchObject({
      precision: 'commune',
      position: { lat: 46.1718, lon: 1.8717 },
    });
  });

  it('lets a town of one place only stand against a postcode elsewhere', () => {
    expect(inFrance({ city: 'Nantes', postcode: '35000' })).toMatchObject({
      territories: expect.arrayContaining(['commune-44109']) as string[],
      conflict: { kept: 'town', against: 'postcode', value: '35000', territory: 'commune-35238' },
    });
  });
});

describe('coordinates', () => {
  it.each<[string, StatedPlace, string]>([
    ['plain numbers', { lat: 46.1718, lon: 1.8717 }, 'commune-23096'],
    ['decimal commas', { lat: '48,8566', lon: '2,3522' }, 'commune-75056'],
    ['degrees, minutes and seconds', { lat: '48°51\'24"N', lon: '2°21\'07"E' }, 'commune-75056'],
    ['one text', { text: '48.8566, 2.3522' }, 'commune-75056'],
    ['latitude and longitude exchanged', { lat: 2.3522, lon: 48.8566 }, 'commune-75056'],
    ['a town beside the border', { city: 'Saint-Louis', lat: 47.59, lon: 7.56 }, 'commune-68297'],
  ])('are read as %s', (_, place, expected) => {
    const { territories, precision } = inFrance(place);
    expect([territories.at(-1), precision]).toEqual([expected, 'point']);
  });

  it.each<[string, StatedPlace]>([
    ['0, 0', { lat: 0, lon: 0 }],
    ['a point in the ocean', { lat: 45, lon: -20 }],
    ['a latitude of 200', { lat: 200, lon: 300 }],
    ['words', { lat: 'nord', lon: 'est' }],
  ])('say nothing as %s', (_, place) => {
    const { precision, evidence, position } = inFrance(place);
    expect(precision).toBe('country');
    expect(position).toBeUndefined();
    expect(evidence.at(-1)).toMatchObject({ from: 'coordinates', how: 'unusable' });
  });

  it('stand for the middle of a territory only with the distance that the place may be away', () => {
    expect(inFrance({ city: 'Guéret' }).position?.radius).toBeGreaterThan(0);
    expect(inFrance({ lat: 46.1718, lon: 1.8717 }).position?.radius).toBeUndefined();
  });
});

describe('a place outside France', () => {
  it.each<[string, StatedPlace, string[]]>([
    ['a country in its own language', { country: 'Deutschland' }, ['country-DE']],
    ['a country said twice', { country: 'Österreich, AT' }, ['country-AT']],
    ['a part of a country', { country: 'England' }, ['country-GB', 'region-GB.ENG']],
    ['initials', { country: 'UK' }, ['country-GB']],
    ['a Greek name', { country: 'Ελλάδα' }, ['country-GR']],
    ['a town and its country', { city: 'Wien', country: 'Austria' }, ['country-AT', 'region-AT.09']],
    ['a French name of a town', { city: 'Vienne', country: 'Autriche' }, ['country-AT', 'region-AT.09']],
    ['a large town alone', { city: 'Berlin' }, ['country-DE', 'region-DE.16']],
    ['a postcode that France has too', { postcode: '10115', country: 'DE' }, ['country-DE']],
    ['a point', { lat: 47.55, lon: 7.58 }, ['country-CH']],
  ])('is found from %s', (_, place, expected) => {
    expect(places.resolve(place).territories).toEqual(expected);
  });

  it('follows coordinates where a small town has namesakes that the reference may lack', () => {
    const dorchester = { city: 'Dorchester', country: 'GB', lat: 51.6101, lon: -1.1992 };
    expect(places.resolve(dorchester)).toMatchObject({ country: 'GB', precision: 'point' });
    expect(places.resolve(dorchester).conflict).toBeUndefined();
    const edinburgh = { city: 'Edinburgh', country: 'GB', lat: 53.4852, lon: -3.0318 };
    expect(places.resolve(edinburgh).conflict).toMatchObject({ against: 'coordinates' });
  });

  it('keeps the stated country where the nearest town is across its border', () => {
    const salovci = { country: 'SI', lat: 46.8235, lon: 16.2973 };
    expect(places.resolve(salovci)).toMatchObject({ country: 'SI', precision: 'point' });
  });

  it('leaves several countries as candidates', () => {
    expect(places.resolve({ country: 'France / Belgique' })).toMatchObject({
      territories: [],
      candidates: ['country-FR', 'country-BE'],
      precision: 'unknown',
    });
  });

  it('takes five digits for a French postcode only where the place or its source is in France', () => {
    expect(places.resolve({ postcode: '23000' }).territories).toEqual([]);
    expect(places.resolve({ postcode: '23000', city: 'Guéret' }).territories).toContain('commune-23096');
  });
});

it('gives the same answer again, and only one version of the reference', () => {
  const place = { city: 'Valence', postcode: '26000' };
  expect(places.resolve(place)).toEqual(places.resolve(place));
  expect(openPlaces().version).toBe(places.version);
});
