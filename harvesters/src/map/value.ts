/** What a reference or a function gives: a text, with what it is known to be. */
export interface Value {
  readonly text: string;
  /** IRI of the datatype; absent for plain texts. */
  readonly datatype?: string;
  readonly isIri?: boolean;
}

/** Something odd in one field of one record, for the people of the source; the record is kept. */
export interface Problem {
  /** Path of the field, or what the mapping was making of it. */
  readonly field: string;
  readonly message: { readonly fr: string; readonly en: string };
}

/** A value as a problem quotes it: whole images may stand in a field. */
export function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
