import { createKeyReader } from './key-rule.ts';
import type { Json, RawRecord } from './protocol.ts';
import type { SourceSet } from './source/source.ts';

type Payload = { readonly [name: string]: Json };
type Noticed = Extract<RawRecord, { outcome: 'noticed' }>;
type Join = NonNullable<SourceSet['join']>[string];

/** A list of records that a join reads whole; beyond this it is no list to be held in memory. */
const maxJoined = 200_000;

interface JoinedRecord {
  readonly locator: string;
  readonly payload: Payload;
  isUsed: boolean;
}

/**
 * A second list of a source, held in memory, whose records are put into those of the set by a key. Nothing of it is
 * lost: what cannot be joined is noticed.
 */
export class JoinedList {
  readonly #name: string;
  readonly #join: Join;
  readonly #keyOf: (payload: Payload) => string[];
  readonly #byKey = new Map<string, JoinedRecord[]>();
  readonly #noticed: Noticed[] = [];

  private constructor(name: string, join: Join) {
    this.#name = name;
    this.#join = join;
    this.#keyOf = createKeyReader(join.on);
  }

  /** Reads the list; `name` is the field that records get. Throws when the list as a whole cannot be read. */
  static async read(name: string, join: Join, records: AsyncIterable<RawRecord>): Promise<JoinedList> {
    const list = new JoinedList(name, join);
    const keyOf = createKeyReader(join.to);
    let count = 0;
    for await (const record of records) {
      count += 1;
      if (count > maxJoined) throw tooLong(name);
      list.#add(record, keyOf);
    }
    return list;
  }

  #add(record: RawRecord, keyOf: (payload: Payload) => string[]): void {
    if (record.outcome === 'noticed') this.#noticed.push(record);
    else if (record.outcome === 'failed') this.#notice(record.locator, record.reason);
    else if (record.outcome === 'record') {
      const { locator, payload } = record;
      const joined = { locator, payload, isUsed: false };
      const [key] = keyOf(payload);
      const before = key === undefined ? undefined : this.#byKey.get(key);
      if (key === undefined) this.#notice(locator, 'This has no key to be joined by. Give it one.');
      else if (before === undefined) this.#byKey.set(key, [joined]);
      else if (this.#join.many) before.push(joined);
      else
        this.#notice(
          locator,
          `Another entry already has the key “${key}”: write “many: true”, or mend the key.`,
        );
    }
  }

  /** The record with what is joined to it. */
  into(payload: Payload): Payload {
    const found = this.#keyOf(payload).flatMap((key) => this.#byKey.get(key) ?? []);
    for (const one of found) one.isUsed = true;
    const payloads = found.map((one) => one.payload);
    const [first] = payloads;
    if (first === undefined) return payload;
    return { ...payload, [this.#name]: this.#join.many ? payloads : first };
  }

  /** What no record took, and what was odd in the list itself; to be asked once every record had its turn. */
  left(): Noticed[] {
    const unused = [...this.#byKey].flatMap(([key, records]) =>
      records
        .filter(({ isUsed }) => !isUsed)
        .map(({ locator }): Noticed => {
          const reason = `No record takes this: nothing has the key “${key}”.`;
          return { outcome: 'noticed', locator, reason };
        }),
    );
    return [...this.#noticed, ...unused];
  }

  #notice(locator: string, reason: string): void {
    this.#noticed.push({ outcome: 'noticed', locator, reason });
  }
}

function tooLong(name: string): Error {
  const message = `The list joined as “${name}” has more than ${String(maxJoined)} records: join a smaller one.`;
  return Object.assign(new Error(message), { name: 'HarvestError', code: 'wrong-declaration' });
}
