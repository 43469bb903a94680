import { inputFormats, validationProfiles } from '../../domain/validation.ts';
import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const line = { type: 'integer', minimum: 1, description: 'Line of the input, from 1' };
const words = { type: 'object', additionalProperties: text };
const profile = { enum: validationProfiles };
const labels = closed({
  concepts: { type: 'object', additionalProperties: list(closed({ value: text, label: text })) },
  territories: words,
  inferred: words,
  countries: words,
});
const place = closed({
  document: { enum: ['input', 'mapping'] },
  'line?': line,
  'focusNode?': text,
  'path?': text,
  'value?': text,
});
const report = closed({
  format: { enum: inputFormats },
  profile,
  conforms: flag,
  profiles: closed({ publishable: flag, good: flag, excellent: flag }),
  quads: count,
  things: count,
  causes: list(
    closed({
      cause: {
        type: 'string',
        description: 'Name of a constraint of the shapes, or of what went wrong before them',
      },
      severity: { enum: ['violation', 'warning', 'info'] },
      message: closed({ fr: text, en: text }),
      count: { type: 'integer', minimum: 1 },
      places: list(place),
    }),
  ),
  preview: list(ref('Doc')),
});

/** The schemas of what the validator is asked and answers, by name. */
export const validationSchemas: Readonly<Record<string, JsonSchema>> = {
  ValidationRequest: {
    type: 'object',
    properties: {
      text,
      url: { type: 'string', format: 'uri' },
      mediaType: text,
      name: text,
      mapping: { type: 'string', description: 'YARRRML, which a table needs' },
      format: { enum: inputFormats },
      profile,
    },
    anyOf: [{ required: ['text'] }, { required: ['url'] }],
  },
  ValidationPage: closed({
    id: text,
    path: text,
    at: text,
    until: text,
    input: closed({ text, 'mapping?': text, 'name?': text }),
    report,
    labels: list(labels),
  }),
};
