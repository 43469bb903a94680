import L from 'leaflet';

interface MarkerLook {
  readonly lat: number;
  readonly lon: number;
  /** What a screen reader says; begins with the text that the marker shows. */
  readonly name: string;
  /** The number of a group; none for one place. */
  readonly count?: string;
  readonly kind?: string;
  /** Only the territory is known: the marker is a soft disc, not a point. */
  readonly isArea?: boolean;
}

/** A marker is a button of at most 44 px with a name. */
export function createMarker({ lat, lon, name, count, kind = '', isArea = false }: MarkerLook): L.Marker {
  const face = document.createElement('span');
  face.className = count === undefined ? `point ${kind} ${isArea ? 'etendue' : ''}` : 'groupe';
  face.textContent = count ?? '';
  const size = count === undefined ? 28 : Math.min(44, 32 + 4 * count.length);
  const icon = L.divIcon({ html: face, className: 'repere', iconSize: [size, size] });
  const marker = L.marker([lat, lon], { icon, keyboard: true, riseOnHover: true });
  marker.on('add', () => {
    const element = marker.getElement();
    element?.setAttribute('role', 'button');
    element?.setAttribute('aria-label', name);
  });
  return marker;
}
