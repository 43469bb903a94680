/** How long queries of one client may keep engines busy. */
export interface ClientBudgetOptions {
  /** Seconds that a client who asked nothing for a while may use at once. */
  readonly seconds: number;
  /** Seconds that come back in each second of the clock. */
  readonly refill: number;
  /** Milliseconds that only grow. */
  readonly now: () => number;
}

/** Seconds of engine time by client: a bucket that fills up again slowly. */
export interface ClientBudget {
  /** Whole seconds until this client may ask again; 0 when it may now. */
  secondsToWait(address: string): number;
  charge(address: string, seconds: number): void;
}

const mostClients = 10_000;

/**
 * Keeps accounts in memory, of the clients of the last minutes only. One IPv6 network (/64) is one client. A query is
 * let in while something is left, whatever it will cost: nobody knows the cost before.
 */
export function createClientBudget({ seconds, refill, now }: ClientBudgetOptions): ClientBudget {
  const accounts = new Map<string, { left: number; at: number }>();
  const leftOf = (client: string): number => {
    const account = accounts.get(client);
    return account === undefined
      ? seconds
      : Math.min(seconds, account.left + ((now() - account.at) / 1000) * refill);
  };
  const forgetFull = (): void => {
    for (const client of accounts.keys()) if (leftOf(client) >= seconds) accounts.delete(client);
    // Still too many: the ones who were here first are forgiven.
    for (const client of accounts.keys()) {
      if (accounts.size < mostClients) return;
      accounts.delete(client);
    }
  };
  return {
    secondsToWait(address) {
      const left = leftOf(clientOf(address));
      return left > 0 ? 0 : Math.max(1, Math.ceil(-left / refill));
    },
    charge(address, used) {
      const client = clientOf(address);
      if (accounts.size >= mostClients) forgetFull();
      accounts.set(client, { left: leftOf(client) - used, at: now() });
    },
  };
}

function clientOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const zeros = Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
