/** Which docs of a segment are still there, as bits. A set that was handed out is never changed: change a copy. */
export type LiveDocs = Uint32Array;

export function allLive(docs: number): LiveDocs {
  const words = new Uint32Array(new SharedArrayBuffer(Math.ceil(docs / 32) * 4)).fill(0xffffffff);
  if (docs % 32 > 0) words[words.length - 1] = 2 ** (docs % 32) - 1;
  return words;
}

export function copyOf(live: LiveDocs): LiveDocs {
  const copy = new Uint32Array(new SharedArrayBuffer(live.byteLength));
  copy.set(live);
  return copy;
}

export function isLive(live: LiveDocs, doc: number): boolean {
  return (((live[doc >>> 5] ?? 0) >>> (doc & 31)) & 1) === 1;
}

export function kill(live: LiveDocs, doc: number): void {
  live[doc >>> 5] = ((live[doc >>> 5] ?? 0) & ~(1 << (doc & 31))) >>> 0;
}

/** How many docs are still there. */
export function countOf(live: LiveDocs): number {
  let count = 0;
  for (let at = 0; at < live.length; at += 1)
    for (let word = live[at] ?? 0; word !== 0; word &= word - 1) count += 1;
  return count;
}
