import { ownIri, placeholderBase } from './base.ts';

/** Names one record: what one source calls `key` within one of its sets. */
export interface RecordRef {
  readonly source: string;
  readonly set: string;
  readonly key: string;
}

/** `/record/{source}/{set}/{key}` under the placeholder base; the key is NFC and percent-encoded. */
export function recordIri({ source, set, key }: RecordRef): string {
  return ownIri(`/record/${source}/${set}/${encodeURIComponent(key.normalize('NFC'))}`);
}

/** The record that an IRI (with or without fragment) names, or undefined. */
export function recordOfIri(iri: string): RecordRef | undefined {
  const match = /^\/record\/([^/]+)\/([^/]+)\/([^/#]+)/.exec(iri.slice(placeholderBase.length));
  if (!iri.startsWith(placeholderBase) || match === null) return undefined;
  const [, source = '', set = '', key = ''] = match;
  return { source, set, key: decodeURIComponent(key) };
}

/** One text a record, for maps and logs: `source/set/key`. */
export function recordName({ source, set, key }: RecordRef): string {
  return `${source}/${set}/${key}`;
}
