/** A group of matches at its middle, with the box around them. */
interface Group {
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  /** The one thing whose place this is, where it is no group. */
  readonly thing?: string;
}

/** Where a place stands on the screen, in pixels. */
type ToScreen = (place: { lat: number; lon: number }) => { x: number; y: number };

/** A marker, and the groups that it stands for. */
interface Standing<G extends Group> {
  readonly shown: G | Group;
  readonly members: readonly G[];
}

/** Screen pixels between the middles of two markers: the largest marker fits, so that no target covers another. */
const leastDistance = 44;

/**
 * Brings together groups whose markers would cover one another on the screen; the others stay as they are, in their
 * order. Places of one thing count once, and stay that thing's marker, at the first of them, where no other is among them.
 */
export function apart<G extends Group>(groups: readonly G[], toScreen: ToScreen): (G | Group)[] {
  const standing: Standing<G>[] = [];
  for (const group of groups) {
    let joined: Standing<G> = { shown: group, members: [group] };
    for (
      let near = nearest(standing, joined.shown, toScreen);
      near >= 0;
      near = nearest(standing, joined.shown, toScreen)
    ) {
      const [other] = standing.splice(near, 1);
      const members = [...(other?.members ?? []), ...joined.members];
      joined = { shown: join(members), members };
    }
    standing.push(joined);
  }
  return standing.map(({ shown }) => shown);
}

/** The index of a marker that stands too near, or -1. */
function nearest(standing: readonly Standing<Group>[], group: Group, toScreen: ToScreen): number {
  const here = toScreen(group);
  return standing.findIndex(({ shown }) => {
    const there = toScreen(shown);
    return Math.hypot(here.x - there.x, here.y - there.y) < leastDistance;
  });
}

function join<G extends Group>(members: readonly G[]): G | Group {
  const distinct = members.filter(
    ({ thing }, index) =>
      thing === undefined || members.findIndex((other) => other.thing === thing) === index,
  );
  const bbox = boxAround(members);
  const [first, ...others] = distinct;
  if (first !== undefined && others.length === 0) return { ...first, bbox };
  const sum = (value: (group: Group) => number) => members.reduce((total, group) => total + value(group), 0);
  const weight = sum(({ count }) => count);
  return {
    lat: sum(({ lat, count }) => lat * count) / weight,
    lon: sum(({ lon, count }) => lon * count) / weight,
    count: distinct.reduce((total, { count }) => total + count, 0),
    bbox,
  };
}

function boxAround(groups: readonly Group[]): Group['bbox'] {
  const edges = (edge: 0 | 1 | 2 | 3) => groups.map(({ bbox }) => bbox[edge]);
  return [Math.min(...edges(0)), Math.min(...edges(1)), Math.max(...edges(2)), Math.max(...edges(3))];
}
