import type { AskedSearch, SearchCount } from '../../domain/asked-search.ts';
import type { Database } from './database.ts';

/** Rows of a text and a day that are kept at once: the oldest days give way. */
const mostKept = 20_000;
/** Days after which a count is forgotten. */
const daysKept = 180;
const dayMilliseconds = 86_400_000;

/** Adds counts, and drops those whose time is over. */
export function countSearches(state: Database, counts: readonly SearchCount[], now: string): void {
  const first = new Date(Date.parse(now) - daysKept * dayMilliseconds).toISOString().slice(0, 10);
  state.write(() => {
    for (const { text, day, asked, poor } of counts) {
      state.run(
        `INSERT INTO asked_search VALUES (?, ?, ?, ?)
         ON CONFLICT (text, day) DO UPDATE SET asked = asked + excluded.asked, poor = poor + excluded.poor`,
        text,
        day,
        asked,
        poor,
      );
    }
    state.run('DELETE FROM asked_search WHERE day < ?', first);
    state.run(
      `DELETE FROM asked_search WHERE (text, day) IN
         (SELECT text, day FROM asked_search ORDER BY day DESC, asked DESC LIMIT -1 OFFSET ?)`,
      mostKept,
    );
  });
}

/** Texts with their counts from a day on, the most asked first. */
export function askedSearches(state: Database, since: string): AskedSearch[] {
  return state
    .all<AskedSearch>(
      `SELECT text, SUM(asked) AS asked, SUM(poor) AS poor, COUNT(*) AS days, MAX(day) AS last
       FROM asked_search WHERE day >= ? GROUP BY text ORDER BY asked DESC, text`,
      since,
    )
    .map((row) => ({ ...row }));
}
