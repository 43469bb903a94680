/** One piece of work for a host, and how long (milliseconds) the host is left alone afterwards. */
type HostWork<Value> = () => Promise<{ readonly value: Value; readonly delay: number }>;

/**
 * Runs work for one host one after another, with the pause that each asks for before the next; hosts do not wait for
 * one another. A failure is its caller's alone: the next work runs all the same.
 */
export function createHostQueue(
  sleep: (milliseconds: number) => Promise<void>,
): <Value>(host: string, work: HostWork<Value>) => Promise<Value> {
  const tails = new Map<string, Promise<void>>();
  const freeAt = new Map<string, number>();
  return async (host, work) => {
    const before = tails.get(host) ?? Promise.resolve();
    const { promise: done, resolve: end } = Promise.withResolvers<undefined>();
    tails.set(
      host,
      before.then(() => done),
    );
    await before;
    try {
      const pause = (freeAt.get(host) ?? 0) - performance.now();
      if (pause > 0) await sleep(pause);
      const { value, delay } = await work();
      freeAt.set(host, performance.now() + delay);
      return value;
    } finally {
      end(undefined);
    }
  };
}
