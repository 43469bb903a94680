import { meanOf, reachOf, type Position } from '../distance.ts';
import type { Centre } from './territories.ts';

/** Half the width of an ordinary commune, in metres, where its surface is not known. */
const communeRadius = 4000;

/** What the centres of communes without a known position are estimated from. */
export interface CommuneRow {
  readonly code: string;
  readonly departement: string;
  readonly epci: string;
  readonly postcodes: readonly string[];
  readonly position?: Position;
  /** Metres. */
  readonly radius?: number;
}

/**
 * The centre of each commune by code. One without a position is put in the middle of the communes that share a postcode
 * with it, else its EPCI, else its département, with a radius that says how far off that may be.
 */
export function communeCentres(rows: readonly CommuneRow[]): ReadonlyMap<string, Centre> {
  const groups = new Map<string, Position[]>();
  for (const row of rows) {
    if (row.position === undefined) continue;
    for (const key of groupsOf(row)) {
      const positions = groups.get(key);
      if (positions === undefined) groups.set(key, [row.position]);
      else positions.push(row.position);
    }
  }
  const estimates = new Map<string, Centre | undefined>();
  const estimateOf = (key: string): Centre | undefined => {
    if (!estimates.has(key)) estimates.set(key, middleOf(groups.get(key) ?? [], communeRadius));
    return estimates.get(key);
  };
  const centres = new Map<string, Centre>();
  for (const row of rows) {
    if (row.position !== undefined) {
      centres.set(row.code, { ...row.position, radius: row.radius ?? communeRadius });
      continue;
    }
    const estimate = groupsOf(row)
      .map(estimateOf)
      .find((centre) => centre !== undefined);
    if (estimate !== undefined) centres.set(row.code, { ...estimate, isEstimated: true });
  }
  return centres;
}

/** The middle of a territory from its communes; `margin` metres are added to how far they lie. */
export function middleOf(positions: readonly Position[], margin: number): Centre | undefined {
  const middle = meanOf(positions);
  return middle === undefined
    ? undefined
    : { ...middle, radius: Math.round(reachOf(middle, positions, 0.95) + margin) };
}

function groupsOf({ postcodes, epci, departement }: CommuneRow): string[] {
  return [...postcodes.map((postcode) => `p${postcode}`), `e${epci}`, `d${departement}`];
}
