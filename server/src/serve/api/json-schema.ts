/** A JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** An array of these. */
export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
/** The schema of this name among the components. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** An answer that tells what is wrong. */
export const problem = (description: string): JsonSchema => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** A closed object: members are required unless their name ends in `?`. */
export function closed(members: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const entries = Object.entries(members);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : [name])),
    additionalProperties: false,
  };
}
