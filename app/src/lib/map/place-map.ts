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
  for (const place of places) {
    if (place.radius === undefined)
      L.circleMarker([place.lat, place.lon], { radius: 8, className: 'lieu' })
        .bindTooltip(place.name, tooltip)
        .addTo(map);
    else addArea(map, { ...place, radius: place.radius });
  }
  return {
    remove: () => {
      map.remove();
    },
  };
}

const tooltip: L.TooltipOptions = { direction: 'top' };

/** Screen pixels below which an area would look like a point. */
const leastRadius = 12;

/** An area at its true size; at the scale of a country, where a commune would be a dot, a disc that can be seen. */
function addArea(map: L.Map, { lat, lon, name, radius }: ShownPlace & { readonly radius: number }): void {
  const area = L.circle([lat, lon], { radius, className: 'aire' }).bindTooltip(name, tooltip);
  const disc = L.circleMarker([lat, lon], { radius: leastRadius, className: 'aire' }).bindTooltip(
    name,
    tooltip,
  );
  const show = (): void => {
    const edge = L.latLng(lat, lon)
      .toBounds(2 * radius)
      .getNorth();
    const pixels = map.latLngToLayerPoint([lat, lon]).y - map.latLngToLayerPoint([edge, lon]).y;
    const [shown, hidden] = pixels < leastRadius ? [disc, area] : [area, disc];
    hidden.remove();
    shown.addTo(map);
  };
  map.on('zoomend', show);
  show();
}
