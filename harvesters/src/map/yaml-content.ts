/** Parsed YAML whose keys are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** The content as named fields; none for anything else. */
export function fieldsOf(content: unknown): Fields {
  return typeof content === 'object' && content !== null && !Array.isArray(content)
    ? (content as Fields)
    : {};
}

/** A list as it is, one value as a list of one. */
export function listOf(content: unknown): unknown[] {
  if (content === undefined || content === null) return [];
  return Array.isArray(content) ? (content as unknown[]) : [content];
}

/** The first of some spellings of one key that is there, with its value. */
export function pick(fields: Fields, names: readonly string[]): [string, unknown] | [] {
  const name = names.find((one) => fields[one] !== undefined);
  return name === undefined ? [] : [name, fields[name]];
}

/** A scalar as text; an object or list, which cannot stand where a text is wanted, as nothing. */
export function textOf(content: unknown): string {
  return typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean'
    ? String(content)
    : '';
}
