import { crc32 } from 'node:zlib';

/** Changes with every change of what segments hold or how: files of another version are made anew. */
export const segmentVersion = 7;

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** How each type of column is laid over a buffer. */
const columnTypes = {
  Uint8Array: (buffer, offset, length) => new Uint8Array(buffer, offset, length),
  Uint16Array: (buffer, offset, length) => new Uint16Array(buffer, offset, length),
  Uint32Array: (buffer, offset, length) => new Uint32Array(buffer, offset, length),
  Float64Array: (buffer, offset, length) => new Float64Array(buffer, offset, length),
} as const satisfies Record<string, (buffer: SharedArrayBuffer, offset: number, length: number) => Column>;

type ColumnType = keyof typeof columnTypes;

interface Header {
  readonly meta: unknown;
  readonly columns: readonly { name: string; type: ColumnType; offset: number; length: number }[];
}

const magic = 0x43415246;
/** Magic, version, checksum of all that follows, length of the header. */
const prefixBytes = 16;
const alignment = 8;

const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** Lays columns out in one shared buffer behind a header that names them: what is in memory is what is on disk. */
export function packSections(columns: Readonly<Record<string, Column>>, meta: unknown): SharedArrayBuffer {
  let offset = 0;
  const described = Object.entries(columns).map(([name, column]) => {
    const type = column.constructor.name as ColumnType;
    const entry = { name, type, offset, length: column.length };
    offset += aligned(column.byteLength);
    return entry;
  });
  const header = new TextEncoder().encode(JSON.stringify({ meta, columns: described } satisfies Header));
  const start = aligned(prefixBytes + header.length);
  const buffer = new SharedArrayBuffer(start + offset);
  new Uint8Array(buffer).set(header, prefixBytes);
  for (const { name, offset: at } of described) {
    const column = columns[name];
    if (column === undefined) continue;
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    new Uint8Array(buffer).set(bytes, start + at);
  }
  const prefix = new Uint32Array(buffer, 0, prefixBytes / 4);
  prefix.set([magic, segmentVersion, 0, header.length]);
  prefix[2] = checksumOf(buffer);
  return buffer;
}

/** Views on the columns of a packed buffer; nothing is copied. */
export function unpackSections(buffer: SharedArrayBuffer): {
  columns: ReadonlyMap<string, Column>;
  meta: unknown;
} {
  const headerLength = new Uint32Array(buffer, 0, prefixBytes / 4)[3] ?? 0;
  const bytes = new Uint8Array(headerLength);
  bytes.set(new Uint8Array(buffer, prefixBytes, headerLength));
  const { meta, columns } = JSON.parse(new TextDecoder().decode(bytes)) as Header;
  const start = aligned(prefixBytes + headerLength);
  return {
    meta,
    columns: new Map(
      columns.map(({ name, type, offset, length }) => [
        name,
        columnTypes[type](buffer, start + offset, length),
      ]),
    ),
  };
}

/** True when a buffer is whole and of this version. */
export function isIntact(buffer: SharedArrayBuffer): boolean {
  if (buffer.byteLength < prefixBytes) return false;
  const [foundMagic, version, checksum] = new Uint32Array(buffer, 0, prefixBytes / 4);
  return foundMagic === magic && version === segmentVersion && checksum === checksumOf(buffer);
}

const checksumOffset = 12;

function checksumOf(buffer: SharedArrayBuffer): number {
  return crc32(new Uint8Array(buffer, checksumOffset));
}
