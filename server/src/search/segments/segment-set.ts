import { randomUUID } from 'node:crypto';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { TerritoryNames } from '../document.ts';
import { buildSegment } from './build-segment.ts';
import { allLive, copyOf, countOf, isLive, kill, type LiveDocs } from './live-docs.ts';
import { idSpace, Segment } from './segment.ts';

/** A segment as threads hand it to one another: both buffers are shared, and neither is changed once handed out. */
export interface SegmentState {
  /** Names its file. */
  readonly name: string;
  readonly buffer: SharedArrayBuffer;
  readonly live: LiveDocs;
  readonly liveCount: number;
}

interface Owned {
  readonly name: string;
  readonly segment: Segment;
  live: LiveDocs;
  liveCount: number;
}

/** A merge to do, and what it is made of at this moment. */
export type MergePlan = readonly Pick<SegmentState, 'name' | 'buffer' | 'live'>[];

const segmentsPerTier = 8;
const smallestTier = 512;
const tierGrowth = 8;
/** A segment that has lost more of its docs than this is written anew. */
const mostDead = 0.4;

/** The segments of an index. Has one owner; what it hands out stays as it was. */
export class SegmentSet {
  #owned: Owned[] = [];
  readonly #territories: TerritoryNames;
  readonly #prefix = randomUUID().slice(0, 8);
  #made = 0;

  constructor(territories: TerritoryNames) {
    this.#territories = territories;
  }

  states(): SegmentState[] {
    return this.#owned.map(({ name, segment, live, liveCount }) => ({
      name,
      buffer: segment.buffer,
      live,
      liveCount,
    }));
  }

  /** Takes a stored segment in. */
  adopt({ name, buffer, live }: Pick<SegmentState, 'name' | 'buffer' | 'live'>): void {
    const segment = new Segment(buffer);
    this.#owned.push({ name, segment, live, liveCount: countOf(live) });
  }

  /** Puts docs in the place of what their things had, and takes the things that are gone away. */
  apply({ docs, gone }: { docs: readonly ThingDoc[]; gone: readonly ThingId[] }): void {
    this.#forget([...docs.map(({ id }) => id), ...gone]);
    if (docs.length > 0) this.#add(buildSegment(docs, this.#territories));
  }

  /** Some segments of one size, or one that has lost much, as they are now; undefined when there is nothing to do. */
  mergePlan(): MergePlan | undefined {
    const wasted = this.#owned.find(
      ({ segment, liveCount }) => segment.docs >= smallestTier && liveCount < segment.docs * (1 - mostDead),
    );
    if (wasted !== undefined) return this.#planOf([wasted]);
    const tiers = Map.groupBy(this.#owned, ({ liveCount }) => tierOf(liveCount));
    const full = [...tiers.values()].find((tier) => tier.length >= segmentsPerTier);
    return full === undefined ? undefined : this.#planOf(full);
  }

  /** Everything in one, unless it is so already. */
  wholePlan(): MergePlan | undefined {
    const isWhole =
      this.#owned.length === 1 && this.#owned.every(({ segment, liveCount }) => liveCount === segment.docs);
    return isWhole || this.#owned.length === 0 ? undefined : this.#planOf(this.#owned);
  }

  /** The segments that still hold words of things that are gone. */
  tracesOf(things: readonly ThingId[]): MergePlan | undefined {
    const holding = this.#owned.filter(({ segment, live }) =>
      things.some((thing) => segment.docsOf(idSpace, thing).some((doc) => !isLive(live, doc))),
    );
    return holding.length === 0 ? undefined : this.#planOf(holding);
  }

  /**
   * Puts the outcome of a merge in the place of its parts; what died since the plan was made is dead in it too. A part
   * that is no longer held has died as a whole: plans must not overlap.
   */
  replace(plan: MergePlan, merged: SharedArrayBuffer): void {
    const late: ThingId[] = [];
    for (const { name, buffer, live: before } of plan) {
      const part = this.#owned.find((each) => each.name === name);
      const { segment } = part ?? { segment: new Segment(buffer) };
      for (let doc = 0; doc < segment.docs; doc += 1) {
        const isDead = part === undefined || !isLive(part.live, doc);
        if (isLive(before, doc) && isDead) late.push(segment.id(doc));
      }
    }
    const names = new Set(plan.map(({ name }) => name));
    const first = this.#owned.findIndex(({ name }) => names.has(name));
    const kept = this.#owned.filter(({ name }) => !names.has(name));
    const made = this.#ownedOf(merged);
    killThings(made, late);
    this.#owned = made.liveCount === 0 ? kept : kept.toSpliced(Math.max(first, 0), 0, made);
  }

  #planOf(parts: readonly Owned[]): MergePlan {
    return parts.map(({ name, segment, live }) => ({ name, buffer: segment.buffer, live }));
  }

  #add(buffer: SharedArrayBuffer): void {
    this.#owned.push(this.#ownedOf(buffer));
  }

  #ownedOf(buffer: SharedArrayBuffer): Owned {
    this.#made += 1;
    const segment = new Segment(buffer);
    const live = allLive(segment.docs);
    return { name: `${this.#prefix}-${this.#made}`, segment, live, liveCount: segment.docs };
  }

  #forget(things: readonly ThingId[]): void {
    for (const owned of this.#owned) killThings(owned, things);
    this.#owned = this.#owned.filter(({ liveCount }) => liveCount > 0);
  }
}

function killThings(owned: Owned, things: readonly ThingId[]): void {
  const { segment, live } = owned;
  const dying = things.flatMap((thing) =>
    [...segment.docsOf(idSpace, thing)].filter((doc) => isLive(live, doc)),
  );
  if (dying.length === 0) return;
  owned.live = copyOf(live);
  for (const doc of new Set(dying)) {
    kill(owned.live, doc);
    owned.liveCount -= 1;
  }
}

function tierOf(docs: number): number {
  return Math.max(0, Math.floor(Math.log(docs / smallestTier) / Math.log(tierGrowth)) + 1);
}
