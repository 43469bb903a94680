import { createHash } from 'node:crypto';

/** SHA-256 of a text, base64url: the name under which the ledger keeps it. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
