import { ownIri } from './base.ts';

/** The IRI of a source, under the placeholder base. */
export function sourceIri(id: string): string {
  return ownIri(`/id/source/${id}`);
}
