import L from 'leaflet';
import { createBasemap, type MapWords } from './basemap.ts';

/** A place as a page shows it. */
export interface ShownPlace {
  readonly lat: number;
  readonly lon: number;
  readonly name: string;
  /** True where only the commune, or something wider, is known: drawn as an area, never as a false point. */
  readonly isArea: boolean;
}

const communeRadius = 6000;

/** A small map of a few places. */
export function createPlaceMap(
  element: HTMLElement,
  { places, words }: { places: readonly ShownPlace[]; words: MapWords },
): { remove: () => void } {
  const map = createBasemap(element, words);
  const points = places.map(({ lat, lon }) => L.latLng(lat, lon));
  map.fitBounds(L.latLngBounds(points).pad(0.2), { animate: false, maxZoom: 5 });
  for (const { lat, lon, name, isArea } of places) {
    if (isArea)
      L.circle([lat, lon], { radius: communeRadius, className: 'aire', interactive: false }).addTo(map);
    L.circleMarker([lat, lon], {
      radius: isArea ? 12 : 8,
      className: isArea ? 'aire' : 'lieu',
      interactive: false,
    })
      .bindTooltip(name, { direction: 'top' })
      .addTo(map);
  }
  return {
    remove: () => {
      map.remove();
    },
  };
}
