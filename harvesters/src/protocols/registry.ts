import type { Protocol } from '../protocol.ts';

/** Every way of asking a source for its records, by the name that declarations use. */
export const protocols: Readonly<Record<string, Protocol<unknown>>> = {};
