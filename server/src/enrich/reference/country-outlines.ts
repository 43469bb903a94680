import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { AppError } from '../../domain/app-error.ts';
import { holds, shapesOf } from '../contours.ts';
import { countryOf } from '../countries.ts';
import type { Position } from '../distance.ts';

/** Outlines of countries, drawn as they are governed: on disputed ground they decide nothing against a town's own country. */
export interface CountryOutlines {
  /**
   * ISO 3166-1 alpha-2 of the country that holds a point, to some kilometres; undefined at sea. `among` names the countries
   * that are looked at, all where absent; French overseas territories count as France there.
   */
  countryAt(position: Position, among?: ReadonlySet<string>): string | undefined;
}

/** Areas that Natural Earth draws apart and ISO 3166 gives no number, with the code that they go by. */
const withoutNumber: Readonly<Record<string, string>> = { Kosovo: 'XK', 'N. Cyprus': 'CY', Somaliland: 'SO' };

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** Reads Natural Earth's outlines (public domain, 1:50 million, package `world-atlas`): some 0.2 s and 7 MB. */
export function loadCountryOutlines(): CountryOutlines {
  const atlas = readAtlas();
  const areas = feature(atlas, atlas.objects.countries).features.flatMap(({ id, properties, geometry }) => {
    const code = id === undefined ? withoutNumber[properties.name] : countries.numericToAlpha2(String(id));
    const isArea = geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
    if (code === undefined || !isArea) return [];
    return [{ code, country: countryOf(code)?.country ?? code, shapes: shapesOf(code, geometry) }];
  });
  return {
    countryAt: (position, among) =>
      areas.find(
        ({ country, shapes }) =>
          (among === undefined || among.has(country)) && shapes.some((shape) => holds(shape, position)),
      )?.code,
  };
}

function readAtlas(): Atlas {
  try {
    const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json');
    return JSON.parse(readFileSync(file, 'utf8')) as Atlas;
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The outlines of countries (package world-atlas) cannot be read: install the packages anew with npm ci.',
      { cause },
    );
  }
}
