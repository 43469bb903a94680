import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Change, Publication } from '../../src/domain/publication.ts';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';

/** A change with the graph that it published. */
export type FileRow = Pick<Change, 'thing' | 'type'> & { readonly graph?: string };

type Stored = FileRow & { readonly seq: number };

/**
 * The part of a ledger that a triple store reads, kept in one file of JSON lines: it lets a test write any graph and
 * hold engines in other processes to it.
 */
export function openFileLedger(folder: string): Pick<
  Ledger,
  'publications' | 'publication' | 'changes' | 'seq' | 'setCheckpoint'
> & {
  write: (row: FileRow) => Promise<number>;
  /** Makes it unreadable. */
  damage: () => Promise<void>;
} {
  const file = path.join(folder, 'changes.jsonl');
  const at = '2026-01-01T00:00:00Z';
  const rows = async (): Promise<Stored[]> => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return text
      .split('\n')
      .slice(0, -1)
      .map((line, index) => ({ ...(JSON.parse(line) as FileRow), seq: index + 1 }));
  };
  const publication = async (thing: string, seq = Infinity): Promise<Publication | undefined> => {
    const own = (await rows()).filter((row) => row.thing === thing);
    const last = own.findLast((row) => row.seq <= seq);
    if (last?.type !== 'publish' || own.some(({ type }) => type === 'erase')) return undefined;
    return { thing: last.thing, seq: last.seq, at, graph: last.graph ?? '', doc: {} as ThingDoc };
  };
  return {
    publication,
    async *publications() {
      for (const thing of new Set((await rows()).map((row) => row.thing))) {
        const current = await publication(thing);
        if (current !== undefined) yield current;
      }
    },
    changes: async (after, limit) =>
      (await rows())
        .filter(({ seq }) => seq > after)
        .slice(0, limit)
        .map(({ seq, thing, type }) => ({ seq, thing, type, at, cause: 'test' })),
    seq: async () => (await rows()).length,
    setCheckpoint: () => Promise.resolve(),
    damage: () => appendFile(file, '{ damaged\n'),
    async write(row) {
      await appendFile(file, `${JSON.stringify(row)}\n`);
      return (await rows()).length;
    },
  };
}
