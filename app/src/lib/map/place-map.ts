import L from 'leaflet';
import { createBasemap, metropole, type MapWords } from './basemap.ts';

/** A place as a page shows it. */
export interface ShownPlace {
  readonly lat: number;
  readonly lon: number;
  readonly name: string;
  /** Metres: only a territory is known, and is drawn as an area around its middle, never as a false point. */
  readonly radius: number | undefined;
}

/** A small map of a few places. */
export function createPlaceMap(
  element: HTMLElement,
  { places, words }: { places: readonly ShownPlace[]; words: MapWords },
): { remove: () => void } {
  const map = createBasemap(element, words);
  const bounds = places.map(({ lat, lon, radius }) => L.latLng(lat, lon).toBounds(2 * (radius ?? 0)));
  const [first = L.latLngBounds(metropole), ...others] = bounds;
  for (const other of others) first.extend(other);
  map.fitBounds(first.pad(0.2), { animate: false, maxZoom: 5 });
  for (const { lat, lon, name, radius } of places) {
    const shape =
      radius === undefined
        ? L.circleMarker([lat, lon], { radius: 8, className: 'lieu' })
        : L.circle([lat, lon], { radius, className: 'aire' });
    shape.bindTooltip(name, { direction: 'top' }).addTo(map);
    // At the scale of a country a commune would be too small to be seen.
    if (radius !== undefined)
      L.circleMarker([lat, lon], { radius: 12, className: 'aire', interactive: false }).addTo(map);
  }
  return {
    remove: () => {
      map.remove();
    },
  };
}
