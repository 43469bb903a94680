import type { AddressAnswer, KeptAnswer } from '../../domain/geocoding.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { AnswerWrite } from '../ledger.ts';
import type { Database } from './database.ts';

/** Keeps an answer in the place of the one before, and for which things it was asked. */
export function writeAnswer(ledger: Database, { address, geocoder, answer, things }: AnswerWrite): void {
  ledger.run(
    'INSERT OR REPLACE INTO address_answer VALUES (?, ?, ?)',
    ...[address, geocoder, JSON.stringify(answer)],
  );
  for (const thing of things) linkAddresses(ledger, thing, [address]);
}

/** Notes that a thing has these addresses. */
export function linkAddresses(ledger: Database, thing: ThingId, addresses: readonly string[]): void {
  for (const address of addresses)
    ledger.run('INSERT OR IGNORE INTO address_thing VALUES (?, ?)', address, thing);
}

/** Every answer to these addresses, by address and geocoder. */
export function addressAnswers(ledger: Database, addresses: readonly string[]): KeptAnswer[] {
  return ledger
    .all<{ address: string; geocoder: string; answer: string }>(
      `SELECT address, geocoder, answer FROM address_answer
       WHERE address IN (SELECT value FROM json_each(?)) ORDER BY address, geocoder`,
      JSON.stringify(addresses),
    )
    .map(({ address, geocoder, answer }) => ({
      address,
      geocoder,
      answer: JSON.parse(answer) as AddressAnswer,
    }));
}

/**
 * Forgets every address that was asked for one of these things.
 * @returns The other things for which they were asked too.
 */
export function forgetAddresses(ledger: Database, things: Iterable<ThingId>): ThingId[] {
  const forgotten = new Set(things);
  const others = new Set<ThingId>();
  for (const thing of forgotten) {
    const rows = ledger.all<{ address: string }>('SELECT address FROM address_thing WHERE thing = ?', thing);
    for (const { address } of rows) {
      const askers = ledger.all<{ thing: string }>(
        'SELECT thing FROM address_thing WHERE address = ?',
        address,
      );
      for (const asker of askers) others.add(asker.thing);
      ledger.run('DELETE FROM address_answer WHERE address = ?', address);
      ledger.run('DELETE FROM address_thing WHERE address = ?', address);
    }
  }
  return [...others.difference(forgotten)];
}
