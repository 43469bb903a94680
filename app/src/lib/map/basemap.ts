import L from 'leaflet';
import { world } from './world.ts';

/** Words that Leaflet's own controls show. */
export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
}

/** Metropolitan France: what is shown when nothing says otherwise. */
export const metropole: L.LatLngBoundsLiteral = [
  [41.3, -5.2],
  [51.1, 9.6],
];

/**
 * A map of outlines without any tile. One finger scrolls the page over it, two move it; the wheel zooms only once the
 * map was clicked or focused.
 */
export function createBasemap(element: HTMLElement, { zoomIn, zoomOut }: MapWords): L.Map {
  const map = L.map(element, {
    attributionControl: false,
    dragging: !L.Browser.mobile,
    maxBounds: [
      [-85, -200],
      [85, 200],
    ],
    maxZoom: 16,
    minZoom: 2,
    scrollWheelZoom: false,
    fadeAnimation: false,
    zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    zoomControl: false,
  });
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  map.on('focus click', () => map.scrollWheelZoom.enable());
  map.on('blur mouseout', () => map.scrollWheelZoom.disable());
  map.createPane('terre').classList.add('terres');
  void world().then(
    (countries) => {
      const style = { className: 'terre', weight: 1 };
      L.geoJSON(countries, { interactive: false, pane: 'terre', style }).addTo(map);
    },
    // Without outlines the points still stand on their background.
    () => undefined,
  );
  return map;
}
