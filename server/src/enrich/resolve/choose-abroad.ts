import type { PlaceEvidence } from '../../domain/place-finding.ts';
import type { TerritoryId } from '../../domain/territory.ts';
import type { NamedCountry } from '../countries.ts';
import { metresBetween, type Position } from '../distance.ts';
import { foldPlaceName } from '../fold-place-name.ts';
import type { World, WorldPlace } from '../reference/world.ts';
import { readAddressText } from './address-text.ts';
import { streetTypes } from './address-words.ts';
import type { StatedPlace } from './stated-place.ts';

/** A town outside France, or several that cannot be told apart. */
export interface Abroad {
  readonly towns: readonly WorldPlace[];
  readonly evidence: readonly PlaceEvidence[];
}

/** Beyond this a position does not speak for a town, in metres. */
const reach = 30_000;

/** The towns outside France that a place names, within the countries that it names, told apart by region, position and size. */
export function chooseAbroad(
  place: StatedPlace,
  {
    world,
    countries,
    position,
  }: { world: World; countries: readonly NamedCountry[]; position: Position | undefined },
): Abroad {
  const allowed = new Set(countries.map(({ country }) => country));
  const regions = new Set(regionsOf(place, { world, countries }));
  for (const text of [place.city, place.text, place.street]) {
    for (const name of namesIn(text ?? '', { isField: text === place.city, isSure: countries.length > 0 })) {
      const named = world.named(name).filter(({ country }) => allowed.size === 0 || allowed.has(country));
      if (named.length === 0) continue;
      const towns = narrowed(named, { regions, position });
      return {
        towns,
        evidence: [{ from: 'town', value: name, how: towns.length < named.length ? 'largest' : 'exact' }],
      };
    }
  }
  return { towns: [], evidence: [] };
}

/** The first-level divisions that a place outside France names. */
export function regionsOf(
  place: StatedPlace,
  { world, countries }: { world: World; countries: readonly NamedCountry[] },
): TerritoryId[] {
  const texts = [place.text ?? '', place.country ?? ''].flatMap((text) => text.split(/[,;\n]/));
  const named = [place.region ?? '', place.departement ?? '', ...texts]
    .flatMap((text) => world.regionsNamed(foldPlaceName(text)))
    .filter(
      (id) => countries.length === 0 || countries.some(({ country }) => id.startsWith(`region-${country}.`)),
    );
  return [
    ...new Set([
      ...named,
      ...countries.flatMap(({ within }) => (within?.startsWith('region-') === true ? [within] : [])),
    ]),
  ];
}

/** What may be a town's name: whole pieces; of a field that holds a town its first words, where the country is known the last. */
function namesIn(text: string, { isField, isSure }: { isField: boolean; isSure: boolean }): string[] {
  return readAddressText(text)
    .segments.toReversed()
    .flatMap((segment) => {
      const words = segment.words.filter((word) => !/^\d+$/.test(word));
      if (words.length === 0 || (!isField && words.some((word) => streetTypes.has(word)))) return [];
      const shorter = isField
        ? words.slice(1).map((_, at) => words.slice(0, words.length - 1 - at))
        : isSure
          ? [words.slice(-1)]
          : [];
      return [words, ...shorter].map((each) => each.join(' '));
    });
}

function narrowed(
  named: readonly WorldPlace[],
  { regions, position }: { regions: ReadonlySet<string>; position: Position | undefined },
): readonly WorldPlace[] {
  const inRegion = named.filter(({ region }) => region !== undefined && regions.has(region));
  const left = inRegion.length > 0 ? inRegion : named;
  if (left.length < 2) return left;
  const near = position === undefined ? [] : left.filter((town) => metresBetween(position, town) < reach);
  if (near.length === 1) return near;
  const [first, ...others] = left.toSorted((a, b) => b.population - a.population);
  const rest = others.reduce((sum, { population }) => sum + population, 0);
  return first !== undefined && first.population >= 20_000 && first.population >= 10 * rest ? [first] : left;
}
