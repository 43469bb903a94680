import type { Suggestion, Suggestions } from '../../enrich/suggestions.ts';
import { subjectOfSentence } from '../../search/sentence.ts';

/** What the sentences that people search with may mean. */
export interface SentenceReader {
  /** Nothing for a query that is no sentence, and where suggesting fails or takes too long: results never wait for it. */
  read(q: string): Promise<readonly Suggestion[]>;
}

interface ReaderOptions {
  /** Schemes whose concepts are wanted. */
  readonly schemes: readonly string[];
  /** Milliseconds that an answer may wait. */
  readonly patience?: number;
}

/** Sentences that are remembered, and those that may wait for the thread at once. */
const bounds = { remembered: 500, waiting: 32 } as const;

/** Reads sentences by the suggestion module, each once: what comes too late for one search is there for the next. */
export function createSentenceReader(
  suggestions: Pick<Suggestions, 'suggest'>,
  { schemes, patience = 150 }: ReaderOptions,
): SentenceReader {
  const known = new Map<string, Promise<readonly Suggestion[]>>();
  let waiting = 0;
  const ask = async (subject: string): Promise<readonly Suggestion[]> => {
    waiting += 1;
    try {
      return await suggestions.suggest({ title: subject, schemes });
    } catch {
      known.delete(subject);
      return [];
    } finally {
      waiting -= 1;
    }
  };
  return {
    async read(q) {
      const subject = subjectOfSentence(q);
      if (subject === undefined) return [];
      const asked = known.get(subject) ?? (waiting < bounds.waiting ? ask(subject) : undefined);
      if (asked === undefined) return [];
      known.delete(subject);
      known.set(subject, asked);
      if (known.size > bounds.remembered) known.delete(known.keys().next().value ?? '');
      return withPatience(asked, patience);
    },
  };
}

async function withPatience<T>(asked: Promise<readonly T[]>, patience: number): Promise<readonly T[]> {
  let timer: NodeJS.Timeout | undefined;
  const tired = new Promise<readonly T[]>((resolve) => {
    timer = setTimeout(resolve, patience, []);
  });
  try {
    return await Promise.race([asked, tired]);
  } finally {
    clearTimeout(timer);
  }
}
