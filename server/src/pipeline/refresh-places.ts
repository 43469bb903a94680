import type { Ledger } from '../ledger/ledger.ts';

/** The setting that holds the version of the territory reference that publications were derived with. */
export const placesSetting = 'places-version';

/** Things marked in one transaction. */
const batchSize = 500;

/**
 * Marks every published thing dirty when the territory reference or the rules of resolving are not those that
 * publications were derived with. Harmless when run twice; cut short, it starts over.
 * @returns How many things were marked.
 */
export async function refreshPlaces(
  ledger: Pick<Ledger, 'setting' | 'setSetting' | 'publications' | 'commit'>,
  version: string,
): Promise<number> {
  const known = await ledger.setting(placesSetting);
  if (known === version) return 0;
  let marked = 0;
  let batch: { thing: string; cause: string }[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await ledger.commit({ dirty: batch });
    marked += batch.length;
    batch = [];
  };
  for await (const { thing } of ledger.publications()) {
    batch.push({ thing, cause: 'the territory reference changed' });
    if (batch.length === batchSize) await flush();
  }
  await flush();
  await ledger.setSetting(placesSetting, version);
  return marked;
}
