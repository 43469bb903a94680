import { askedText, type SearchCount } from '../domain/asked-search.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** One search that a person made. Nothing of the person comes this far. */
export interface PersonSearch {
  readonly q: string;
  /** True where too few entries hold what was asked for. */
  readonly isPoor: boolean;
}

/**
 * Which texts people search with, and which of them find too little. A text is held in memory alone until it was asked
 * often enough, so that what one person asks reaches no file.
 */
export interface SearchLog {
  /** Counts a search; returns at once. */
  note(search: PersonSearch): void;
  /** Writes what was counted since the last time of texts that were asked often enough. Rejects as the ledger does. */
  flush(): Promise<void>;
}

/** When a text is asked often enough to be kept; docs/search.md tells people. */
export const keepingRule = {
  /** Times, those within one span counting once: a reload or a filter that is added is not another person. */
  asked: 5,
  spanMinutes: 10,
  /** Different days. */
  days: 2,
} as const;

/** Texts that are held while they were not asked often enough: the one that was asked longest ago gives way. */
const mostHeld = 10_000;
const heldDays = 30;
const dayMilliseconds = 86_400_000;
const spanMilliseconds = keepingRule.spanMinutes * 60_000;

interface Held {
  /** The last span in which it was asked. */
  span: number;
  readonly days: Map<string, { asked: number; poor: number }>;
}

export interface SearchLogDependencies {
  readonly ledger: Pick<Ledger, 'countSearches' | 'askedSearches'>;
  /** ISO 8601. */
  readonly now: () => string;
}

export function createSearchLog({ ledger, now }: SearchLogDependencies): SearchLog {
  const held = new Map<string, Held>();
  /** Texts that were asked often enough before, by this process or an earlier one. */
  let kept: Set<string> | undefined;

  return {
    note({ q, isPoor }) {
      const text = askedText(q);
      if (text === undefined) return;
      const at = now();
      const span = Math.floor(Date.parse(at) / spanMilliseconds);
      const one: Held = held.get(text) ?? { span: -1, days: new Map() };
      if (one.span === span) return;
      one.span = span;
      const day = at.slice(0, 10);
      const counted = one.days.get(day) ?? { asked: 0, poor: 0 };
      counted.asked += 1;
      if (isPoor) counted.poor += 1;
      one.days.set(day, counted);
      held.delete(text);
      held.set(text, one);
      if (held.size > mostHeld) held.delete(held.keys().next().value ?? '');
    },
    async flush() {
      kept ??= new Set((await ledger.askedSearches('')).map(({ text }) => text));
      forget(held, now());
      const counts: SearchCount[] = [];
      for (const [text, { days }] of held) {
        if (!kept.has(text) && !isAskedEnough(days)) continue;
        for (const [day, counted] of days) counts.push({ text, day, ...counted });
        kept.add(text);
        days.clear();
      }
      if (counts.length > 0) await ledger.countSearches(counts);
    },
  };
}

function isAskedEnough(days: Held['days']): boolean {
  const asked = [...days.values()].reduce((sum, counted) => sum + counted.asked, 0);
  return asked >= keepingRule.asked && days.size >= keepingRule.days;
}

/** Drops the days that are over, for texts that were not asked often enough. */
function forget(held: ReadonlyMap<string, Held>, now: string): void {
  const first = new Date(Date.parse(now) - heldDays * dayMilliseconds).toISOString().slice(0, 10);
  for (const { days } of held.values()) for (const day of days.keys()) if (day < first) days.delete(day);
}
