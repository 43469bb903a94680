import type { Json } from '../protocol.ts';

export type JsonObject = { readonly [name: string]: Json };

/** True for a JSON object: not null, not an array. */
export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
