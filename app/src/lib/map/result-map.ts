import type { CarrefourClient, ClusterPage, Lang } from '@carrefour/server/contract';
import L from 'leaflet';
import { apart } from './apart.ts';
import { createBasemap, metropole, type MapWords } from './basemap.ts';
import { createMarker } from './markers.ts';

export interface ResultMapWords extends MapWords {
  group: (count: number) => string;
  here: (count: number) => string;
}

interface ResultMapOptions {
  readonly client: Pick<CarrefourClient, 'clusters'>;
  readonly lang: Lang;
  readonly words: ResultMapWords;
  readonly shownNumber: (count: number) => string;
  /** The page's address for a path of the data. */
  readonly href: (path: string) => string;
  readonly onmoved: (bbox: string) => void;
  readonly onstate: (state: 'loading' | 'ready' | 'failed') => void;
}

type Placed = ClusterPage['clusters'][number];

/** The map of every match of a search. `show` follows the search; the reader's own moves are told by `onmoved`. */
export class ResultMap {
  readonly #map: L.Map;
  readonly #markers = L.layerGroup();
  readonly #rings = L.layerGroup();
  readonly #options: ResultMapOptions;
  #parameters = new URLSearchParams();
  #isOurMove = false;
  #asked = 0;

  constructor(element: HTMLElement, options: ResultMapOptions) {
    this.#options = options;
    this.#map = createBasemap(element, options.words);
    this.#markers.addTo(this.#map);
    this.#rings.addTo(this.#map);
    this.#fit(metropole);
    this.#map.on('moveend', () => {
      if (!this.#isOurMove) options.onmoved(this.#box());
      this.#isOurMove = false;
      void this.#draw();
    });
  }

  /** Shows the matches of a search, all of them in view. */
  async show(parameters: URLSearchParams): Promise<void> {
    this.#map.closePopup();
    this.#parameters = new URLSearchParams(parameters);
    for (const name of ['page', 'per', 'sort', 'view']) this.#parameters.delete(name);
    const asked = this.#parameters.get('bbox');
    if (asked !== null) {
      const [west = 0, south = 0, east = 0, north = 0] = asked.split(',').map(Number);
      this.#fit([
        [south, west],
        [north, east],
      ]);
    } else {
      await this.#fitAll();
    }
    await this.#draw();
  }

  /** Rings around places, without any other change: the result that the reader points at in the list. */
  highlight(points: readonly { lat: number; lon: number }[]): void {
    this.#rings.clearLayers();
    for (const { lat, lon } of points) {
      L.circleMarker([lat, lon], { radius: 18, className: 'anneau', interactive: false }).addTo(this.#rings);
    }
  }

  /** A view that a shortcut names. */
  go(bounds: L.LatLngBoundsLiteral): void {
    this.#map.fitBounds(bounds);
  }

  retry(): void {
    void this.#draw();
  }

  remove(): void {
    this.#asked += 1;
    this.#map.remove();
  }

  async #fitAll(): Promise<void> {
    const page = await this.#ask('-180,-85,180,85', 4);
    const boxes = mainBoxes(page?.clusters ?? []);
    if (boxes.length === 0) return;
    const [first = L.latLngBounds(metropole), ...others] = boxes;
    for (const box of others) first.extend(box);
    this.#fit(first.pad(0.08));
  }

  #fit(bounds: L.LatLngBoundsExpression): void {
    this.#isOurMove = true;
    this.#map.fitBounds(bounds, { animate: false, maxZoom: 9 });
    this.#isOurMove = false;
  }

  #box(): string {
    const bounds = this.#map.getBounds();
    const within = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value)).toFixed(4);
    return [
      within(bounds.getWest(), 180),
      within(bounds.getSouth(), 85),
      within(bounds.getEast(), 180),
      within(bounds.getNorth(), 85),
    ].join(',');
  }

  /** Undefined when a later question has made this one pointless, or when it failed. */
  async #ask(bbox: string, zoom: number): Promise<ClusterPage | undefined> {
    const mine = ++this.#asked;
    const parameters = new URLSearchParams(this.#parameters);
    parameters.set('bbox', bbox);
    parameters.set('z', String(zoom));
    this.#options.onstate('loading');
    try {
      const page = await this.#options.client.clusters(parameters, this.#options.lang);
      if (mine !== this.#asked) return undefined;
      this.#options.onstate('ready');
      return page;
    } catch {
      if (mine === this.#asked) this.#options.onstate('failed');
      return undefined;
    }
  }

  async #draw(): Promise<void> {
    const page = await this.#ask(this.#box(), this.#map.getZoom());
    if (page === undefined) return;
    const { activeElement } = document;
    const kept = this.#clear();
    const toScreen = ({ lat, lon }: { lat: number; lon: number }) =>
      this.#map.latLngToContainerPoint([lat, lon]);
    for (const cluster of apart(page.clusters, toScreen)) {
      if (kept?.getLatLng().equals([cluster.lat, cluster.lon]) !== true)
        this.#place(cluster).addTo(this.#markers);
    }
    if (activeElement?.isConnected === false) this.#focus(activeElement.getAttribute('aria-label'));
  }

  /** Gives the focus that went with a redrawn marker to the one that now has its name. */
  #focus(name: string | null): void {
    this.#markers.eachLayer((layer) => {
      const element = layer instanceof L.Marker ? layer.getElement() : undefined;
      if (element !== undefined && element.getAttribute('aria-label') === name) element.focus();
    });
  }

  /** Takes the markers away but the one whose popup is open: the map moves by itself to show a popup whole. */
  #clear(): L.Marker | undefined {
    const markers = this.#markers.getLayers().filter((layer) => layer instanceof L.Marker);
    const kept = markers.find((marker) => marker.isPopupOpen());
    for (const marker of markers) if (marker !== kept) this.#markers.removeLayer(marker);
    return kept;
  }

  #place(cluster: Placed): L.Marker {
    const { lat, lon, count, title, path, kind, radius } = cluster;
    const { words, href, shownNumber } = this.#options;
    if (path !== undefined && title !== undefined) {
      const isArea = radius !== undefined;
      const marker = createMarker({ lat, lon, name: title, isArea, ...(kind === undefined ? {} : { kind }) });
      return withPopup(marker, { href: href(path), text: title });
    }
    const marker = createMarker({ lat, lon, name: words.group(count), count: shownNumber(count) });
    const [west, south, east, north] = cluster.bbox;
    if (east - west < 0.0005 && north - south < 0.0005) {
      const parameters = new URLSearchParams(this.#parameters);
      parameters.set(
        'bbox',
        [west - 0.001, south - 0.001, east + 0.001, north + 0.001].map((edge) => edge.toFixed(4)).join(','),
      );
      return withPopup(marker, {
        href: href(`/recherche?${parameters.toString()}`),
        text: words.here(count),
      });
    }
    const zoom = () => {
      this.#map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { padding: [40, 40] },
      );
    };
    return marker.on('click', zoom);
  }
}

/**
 * The boxes to show at first: those of metropolitan France where most matches are there, else all. The shortcuts lead
 * to the others, which one view with it would turn into a map of the world.
 */
function mainBoxes(clusters: readonly Placed[]): L.LatLngBounds[] {
  const home = L.latLngBounds(metropole).pad(0.1);
  const boxes = clusters.map(({ bbox: [west, south, east, north], count }) => ({
    box: L.latLngBounds([south, west], [north, east]),
    count,
  }));
  const inside = boxes.filter(({ box }) => home.contains(box));
  const sum = (list: typeof boxes) => list.reduce((total, { count }) => total + count, 0);
  const shown = sum(inside) > sum(boxes) / 2 ? inside : boxes;
  return shown.map(({ box }) => box);
}

/** A popup whose first item is the link; a focus that would be lost when it closes returns to the marker. */
function withPopup(marker: L.Marker, { href, text }: { href: string; text: string }): L.Marker {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  marker.bindPopup(link, { maxWidth: 260, autoPanPadding: [24, 24] });
  marker.on('popupopen', ({ popup }: L.PopupEvent) => {
    const element = popup.getElement();
    // Leaflet hears Escape only while the map itself has the focus.
    if (element !== undefined)
      element.onkeydown = ({ key }) => {
        if (key === 'Escape') marker.closePopup();
      };
    link.focus();
  });
  marker.on('popupclose', ({ popup }: L.PopupEvent) => {
    const { activeElement } = document;
    // The popup has left the page by now, and with it the focus that was inside.
    const isLost = activeElement === null || activeElement === document.body;
    if (isLost || popup.getElement()?.contains(activeElement) === true) marker.getElement()?.focus();
  });
  return marker;
}
