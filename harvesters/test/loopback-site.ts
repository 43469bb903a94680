import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a site answers; 200 and plain text unless it says other. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An invented partner that answers on loopback only. */
export interface LoopbackSite {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly origin: string;
  /** `127.0.0.1:PORT`, as exceptions to the address check name it. */
  readonly host: string;
  /** Answers by path and query; everything else is 404. May be changed between requests. */
  readonly answers: Map<string, Answer | ((request: IncomingMessage) => Answer | Promise<Answer>)>;
  /** Paths and queries in the order in which they were asked for, robots.txt left out. */
  readonly requests: string[];
  close: () => Promise<void>;
}

/** Opens a site with no page on a free port. */
export async function openSite(): Promise<LoopbackSite> {
  const answers: LoopbackSite['answers'] = new Map();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    if (asked !== '/robots.txt') requests.push(asked);
    const known = answers.get(asked) ?? { status: 404, body: 'There is no such page.' };
    void Promise.resolve(typeof known === 'function' ? known(request) : known).then((answer) => {
      const { status = 200, type = 'text/plain', headers = {}, body = '' } = answer;
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin: `http://${host}`,
    host,
    answers,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
