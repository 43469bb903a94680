/** A group of matches at its middle, with the box around them. */
interface Group {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
}

/** Where a place stands on the screen, in pixels. */
type ToScreen = (place: { lat: number; lon: number }) => { x: number; y: number };

/** Screen pixels between the middles of two markers: the largest marker fits, so that no target covers another. */
const leastDistance = 44;

/**
 * Brings together groups whose markers would cover one another on the screen; the others stay as they are, in their
 * order. A thing that lies in two groups counts twice in the one that they become.
 */
export function apart<G extends Group>(groups: readonly G[], toScreen: ToScreen): (G | Group)[] {
  const standing: (G | Group)[] = [];
  for (const group of groups) {
    let joined: G | Group = group;
    for (
      let near = nearest(standing, joined, toScreen);
      near >= 0;
      near = nearest(standing, joined, toScreen)
    ) {
      const [other] = standing.splice(near, 1);
      if (other !== undefined) joined = join(other, joined);
    }
    standing.push(joined);
  }
  return standing;
}

/** The index of a group that stands too near, or -1. */
function nearest(standing: readonly Group[], group: Group, toScreen: ToScreen): number {
  const here = toScreen(group);
  return standing.findIndex((other) => {
    const there = toScreen(other);
    return Math.hypot(here.x - there.x, here.y - there.y) < leastDistance;
  });
}

function join(a: Group, b: Group): Group {
  const count = a.count + b.count;
  const middle = (one: number, other: number) => (one * a.count + other * b.count) / count;
  return {
    lat: middle(a.lat, b.lat),
    lon: middle(a.lon, b.lon),
    count,
    bbox: [
      Math.min(a.bbox[0], b.bbox[0]),
      Math.min(a.bbox[1], b.bbox[1]),
      Math.max(a.bbox[2], b.bbox[2]),
      Math.max(a.bbox[3], b.bbox[3]),
    ],
  };
}
