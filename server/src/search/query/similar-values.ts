import type { DocPlace, ThingDoc } from '../../domain/thing-doc.ts';
import { levelOf, type TerritoryLevel } from '../../domain/territory.ts';
import { isLive } from '../segments/live-docs.ts';
import type { View, ViewPart } from './view.ts';

/** How near a shared territory brings two things; a shared country says nothing. */
const nearness: Readonly<Record<TerritoryLevel, number>> = {
  commune: 1,
  epci: 0.8,
  departement: 0.6,
  region: 0.3,
  country: 0,
};

/** A value of a doc that another may share: a theme or an audience, weighed by its rarity, or a territory by its level. */
export interface SharedValue {
  readonly facet: 'theme' | 'audience' | 'territory';
  readonly value: string;
  weight: number;
}

/** Which values of a doc each doc of a part shares: a bit a value. */
export interface Sharing {
  readonly values: readonly SharedValue[];
  readonly masks: readonly Uint32Array[];
}

/** Bits of a mask. */
const mostValues = 31;

/** Compares a doc's values with those of all others, in one pass over the facet columns. */
export function sharing(doc: ThingDoc, view: View): Sharing {
  const values = valuesOf(doc);
  const counts = new Uint32Array(values.length);
  const masks = view.parts.map((part) => masksOf(part, values, counts));
  for (const [index, each] of values.entries()) {
    if (each.facet === 'territory') continue;
    each.weight = Math.log(1 + view.docs / Math.max(counts[index] ?? 0, 1));
  }
  return { values, masks };
}

function valuesOf({ concepts, places }: ThingDoc): SharedValue[] {
  const of = (facet: 'theme' | 'audience'): SharedValue[] =>
    (concepts[facet] ?? []).map((value) => ({ facet, value, weight: 0 }));
  const territories = [...new Set(places.filter(isOwn).flatMap((place) => place.territories))]
    .map((value) => ({ facet: 'territory' as const, value, weight: nearness[levelOf(value) ?? 'country'] }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return [...of('theme').slice(0, 12), ...of('audience').slice(0, 6), ...territories].slice(0, mostValues);
}

/** Where a carrier has its seat says little of what is done. */
function isOwn({ isInherited }: DocPlace): boolean {
  return isInherited !== true;
}

function masksOf(
  { segment, live }: ViewPart,
  values: readonly SharedValue[],
  counts: Uint32Array,
): Uint32Array {
  const { facetStarts, facetValues } = segment.columns;
  const places = new Map(
    values.flatMap(({ facet, value }, index) => {
      const number = segment.valueNumber(facet, value);
      return number === undefined ? [] : [[number, index]];
    }),
  );
  const masks = new Uint32Array(segment.docs);
  if (places.size === 0) return masks;
  const bits = new Int8Array(Math.max(...places.keys()) + 1).fill(-1);
  for (const [number, index] of places) bits[number] = index;
  for (let doc = 0; doc < segment.docs; doc += 1) {
    if (!isLive(live, doc)) continue;
    let mask = 0;
    for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
      const bit = bits[facetValues[at] ?? 0] ?? -1;
      if (bit < 0) continue;
      mask |= 1 << bit;
      counts[bit] = (counts[bit] ?? 0) + 1;
    }
    masks[doc] = mask;
  }
  return masks;
}
