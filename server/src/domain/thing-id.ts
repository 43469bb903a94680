import { createHash } from 'node:crypto';
import { ownIri, placeholderBase } from './base.ts';
import type { RecordRef } from './record-ref.ts';

/** The permanent id of a thing: 12 characters of lower-case base32 (RFC 4648, without padding). */
export type ThingId = string;

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const idLength = 12;

/**
 * The id of what a record calls `local` (`it`, `carrier`…): the first 60 bits of SHA-256 over source id, set,
 * NFC key and local name. It depends on nothing else, so that a new crawl gives every thing its id again.
 */
export function thingId(record: RecordRef, local: string): ThingId {
  const name = [record.source, record.set, record.key.normalize('NFC'), local].join('\0');
  const digest = createHash('sha256').update(name).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let id = '';
  for (let place = 0; place < idLength; place += 1) {
    id += alphabet[Number((bits >> BigInt(59 - place * 5)) & 31n)] ?? '';
  }
  return id;
}

/** True for a text that has the form of a thing's id. */
export function isThingId(text: string): text is ThingId {
  return /^[a-z2-7]{12}$/.test(text);
}

/** `/id/{id}` under the placeholder base. */
export function thingIri(id: ThingId): string {
  return ownIri(`/id/${id}`);
}

/** The thing that an IRI belongs to (`/id/{id}` or `/id/{id}#part`), or undefined for any other IRI. */
export function thingOfIri(iri: string): ThingId | undefined {
  const prefix = `${placeholderBase}/id/`;
  if (!iri.startsWith(prefix)) return undefined;
  const id = iri.slice(prefix.length).split('#', 1)[0] ?? '';
  return isThingId(id) ? id : undefined;
}
