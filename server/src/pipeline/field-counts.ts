import type { FieldUse } from '../domain/run.ts';

/** Counts how many records of a pass have each field, and whether the mapping reads it in all of them. */
export class FieldCounts {
  readonly #uses = new Map<string, { count: number; isMapped: boolean }>();

  add({
    fields,
    unmapped,
  }: {
    readonly fields: readonly string[];
    readonly unmapped: readonly string[];
  }): void {
    const without = new Set(unmapped);
    for (const field of new Set(fields)) {
      const use = this.#uses.get(field);
      const isMapped = !without.has(field);
      if (use === undefined) this.#uses.set(field, { count: 1, isMapped });
      else {
        use.count += 1;
        use.isMapped &&= isMapped;
      }
    }
  }

  /** Most frequent first. */
  uses(): FieldUse[] {
    return [...this.#uses]
      .map(([field, use]) => ({ field, ...use }))
      .sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
  }
}
