import { leadFacets } from '../../domain/lead.ts';
import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const filter = { parameter: { enum: leadFacets }, value: text, label: text };
const score = { type: 'number', minimum: 0, maximum: 1 };
const some = { type: 'integer', minimum: 1 };

/** What a sentence may mean, in the answer of a search. */
export const leadSchemas: Readonly<Record<string, JsonSchema>> = {
  LeadFilter: closed(filter),
  Lead: {
    oneOf: [
      closed({ to: { const: 'filter' }, ...filter, score, count: some }),
      closed({ to: { const: 'page' }, id: text, path: text, label: text, score }),
    ],
  },
  Alternative: closed({ filters: list(ref('LeadFilter')), count: some }),
};
