import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const iri = { type: 'string', format: 'uri' };
const count = { type: 'integer', minimum: 0 };
const bilingual = closed({ fr: text, en: text });
const reference = { iri, name: text, label: bilingual };
const summary = {
  ...reference,
  path: text,
  type: { enum: ['class', 'relation', 'attribute', 'metric'] },
  definition: bilingual,
  usedBy: list(ref('TermReference')),
  range: list(ref('TermReference')),
};
const scheme = { iri, path: text, scheme: text, title: bilingual, definition: bilingual, size: count };
const concept = { iri, path: text, code: text, label: bilingual };
const alignments = list(closed({ kind: { enum: ['exact', 'close', 'broad', 'narrow', 'related'] }, iri }));

const altLabels = closed({ fr: list(text), en: list(text) });
const placeCounts = list(closed({ value: text, label: text, count }));

/** What stands at an address of the vocabulary, and the pages of themes. */
export const vocabularySchemas: Readonly<Record<string, JsonSchema>> = {
  TermReference: closed({ ...reference, 'path?': text }),
  TermSummary: closed(summary),
  ConceptReference: closed(concept),
  ConceptSummary: closed({ ...concept, definition: bilingual, 'broader?': text, 'entries?': count }),
  OntologyPage: closed({
    kind: { const: 'ontology' },
    iri,
    path: text,
    version: text,
    licence: iri,
    title: bilingual,
    definition: bilingual,
    terms: list(ref('TermSummary')),
    schemes: list(closed(scheme)),
  }),
  TermPage: closed({
    kind: { const: 'term' },
    ...summary,
    example: text,
    broader: list(ref('TermReference')),
    alignments,
    properties: list({ oneOf: [ref('TermReference'), ref('TermSummary')] }),
    leadingHere: list(ref('TermReference')),
  }),
  SchemePage: closed({ kind: { const: 'scheme' }, ...scheme, concepts: list(ref('ConceptSummary')) }),
  ConceptPage: closed({
    kind: { const: 'concept' },
    ...concept,
    scheme: text,
    schemePath: text,
    schemeTitle: bilingual,
    definition: bilingual,
    altLabels,
    broader: list(ref('ConceptReference')),
    narrower: list(ref('ConceptSummary')),
    alignments,
    'entries?': count,
    'entriesPath?': text,
  }),
  VocabularyAnswer: {
    oneOf: [ref('OntologyPage'), ref('TermPage'), ref('SchemePage'), ref('ConceptPage')],
  },
  ThemesPage: closed({ title: bilingual, definition: bilingual, themes: list(ref('ConceptSummary')) }),
  ThemePage: closed({
    outcome: { const: 'known' },
    ...concept,
    conceptPath: text,
    definition: bilingual,
    altLabels,
    broader: list(ref('ConceptReference')),
    narrower: list(ref('ConceptSummary')),
    alignments,
    total: count,
    kinds: { type: 'object', additionalProperties: count },
    departements: placeCounts,
    countries: placeCounts,
    solutions: list(ref('Hit')),
    solutionsTotal: count,
    latest: list(ref('Hit')),
  }),
};
