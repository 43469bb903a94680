/** Milliseconds of a row's requests. */
export interface Times {
  /** On the clock, the least of some rounds for each request: what others do on the machine counts as little as can be. */
  readonly least: readonly number[];
  /** Of CPU, the mean of all requests and rounds. */
  readonly cpu: number;
}

interface TimeOptions {
  /** Rounds after one that warms up. */
  readonly rounds?: number;
}

/** Measures requests one after another on this thread. */
export function timeEach<Request>(
  requests: readonly Request[],
  ask: (request: Request) => unknown,
  { rounds = 5 }: TimeOptions = {},
): Times {
  for (const request of rounds > 1 ? requests : []) ask(request);
  const least = requests.map(() => Infinity);
  const before = process.threadCpuUsage();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, request] of requests.entries()) {
      const started = performance.now();
      ask(request);
      least[index] = Math.min(least[index] ?? Infinity, performance.now() - started);
    }
  }
  const { user, system } = process.threadCpuUsage(before);
  return { least, cpu: (user + system) / 1000 / (rounds * requests.length) };
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
