import { searchBounds } from '../search-parameters.ts';
import { closed, list, problem, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const place = { type: 'integer', minimum: 1 };

/** What a score is made of. */
export const explainSchemas: Readonly<Record<string, JsonSchema>> = {
  FieldShare: closed({ field: text, by: text, weight: number, score: number }),
  WordShare: closed({
    text,
    holders: { type: 'integer', minimum: 0 },
    rarity: number,
    weight: number,
    score: number,
    fields: list(ref('FieldShare')),
  }),
  ScoreExplanation: closed({
    score: number,
    words: list(ref('WordShare')),
    share: number,
    lift: closed({ completeness: number, recency: number }),
    'byScore?': place,
    'shown?': place,
  }),
};

/** How operators say who they are. */
export const securitySchemes: Readonly<Record<string, JsonSchema>> = {
  operator: {
    type: 'http',
    scheme: 'bearer',
    description: 'The token in the configuration of the server (CARREFOUR_OPERATOR_TOKEN)',
  },
};

/** `GET /things/{id}/explain`. */
export const explainOperation: JsonSchema = {
  operationId: 'explainScore',
  summary: 'For operators: what the score of a thing for some words is made of, by word and field',
  security: [{ operator: [] }],
  parameters: [
    { name: 'id', in: 'path', required: true, description: 'Permanent id', schema: text },
    {
      name: 'q',
      in: 'query',
      required: true,
      description: 'Words',
      schema: { ...text, maxLength: searchBounds.words },
    },
  ],
  responses: {
    '200': {
      description: 'The scores of the words add up to the score, those of the fields to the word’s',
      content: { 'application/json': { schema: ref('ScoreExplanation') } },
    },
    '400': problem('No words, or too many'),
    '401': problem('No token, or a wrong one'),
    '404': problem('The words do not find this thing, or the server has no token for operators'),
  },
};
