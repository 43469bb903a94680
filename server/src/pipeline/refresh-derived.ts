import type { Kind } from '../domain/kinds.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Something that publications rest on beside claims and decisions. */
export interface Foundation {
  /** The setting that holds the version that publications were derived with. */
  readonly setting: string;
  readonly version: string;
  /** Why things are derived again, in the words of the change log. */
  readonly cause: string;
  /** The kinds of things that rest on it; all of them without. */
  readonly kinds?: readonly Kind[];
}

/** Things marked in one transaction. */
const batchSize = 500;

/**
 * Marks the published things dirty that rest on something of another version than it has now. Harmless when run twice; cut
 * short, it starts over.
 * @returns How many things were marked.
 */
export async function refreshDerived(
  ledger: Pick<Ledger, 'setting' | 'setSetting' | 'publications' | 'commit'>,
  { setting, version, cause, kinds }: Foundation,
): Promise<number> {
  if ((await ledger.setting(setting)) === version) return 0;
  let marked = 0;
  let batch: { thing: string; cause: string }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await ledger.commit({ dirty: batch });
    marked += batch.length;
    batch = [];
  };
  for await (const { thing, doc } of ledger.publications()) {
    if (kinds?.includes(doc.kind) === false) continue;
    batch.push({ thing, cause });
    if (batch.length === batchSize) await flush();
  }
  await flush();
  await ledger.setSetting(setting, version);
  return marked;
}
