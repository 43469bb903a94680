import { validationProfiles } from '../../domain/validation.ts';
import { facetParameters, searchBounds } from '../search-parameters.ts';
import { filters, integer, lang, paging, single, type Parameter } from './openapi-parameters.ts';
import { explainOperation, explainSchemas, securitySchemes } from './explain-operation.ts';
import { problem, type JsonSchema } from './json-schema.ts';
import { leadSchemas } from './lead-schemas.ts';
import { schemas } from './schemas.ts';
import { searchSchemas } from './search-schemas.ts';
import { sourceSchemas } from './source-schemas.ts';
import { validationSchemas } from './validation-schemas.ts';
import { vocabularySchemas } from './vocabulary-schemas.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly answer: string;
  readonly others?: Readonly<Record<string, JsonSchema>>;
}

/** Every route of the API; the test asks each and checks the answer by the schema named here. */
const operations: Readonly<Record<string, Operation>> = {
  '/things': {
    operationId: 'searchThings',
    summary: 'Search things: a page of hits, the counts of every facet, and what was not understood',
    parameters: [...filters, ...paging],
    answer: 'SearchPage',
  },
  '/facets/{parameter}': {
    operationId: 'searchFacet',
    summary:
      'Values of one facet by a text or by the value above them, best first, counted under the other filters',
    parameters: [
      {
        name: 'parameter',
        in: 'path',
        required: true,
        description: 'A facet, by the parameter that carries it',
        schema: { enum: Object.values(facetParameters) },
      },
      single('text', 'Beginning of a word of the label, or of another label of a concept', {
        type: 'string',
        maxLength: searchBounds.words,
      }),
      single('parent', 'Only the values right below this one: `departement-23`'),
      ...filters,
    ],
    answer: 'FacetPage',
    others: { '404': problem('No such facet; `facets` names those that there are') },
  },
  '/things/{id}': {
    operationId: 'getThing',
    summary: 'All that the page of a thing shows; a merged id names the thing it was merged into',
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'Permanent id', schema: { type: 'string' } },
      lang,
    ],
    answer: 'ThingAnswer',
    others: { '404': problem('No such id'), '410': problem('Withdrawn or erased, with date and reason') },
  },
  '/things/{id}/similar': {
    operationId: 'similarThings',
    summary:
      'Up to six entries like a thing, each with the reasons; a merged id names the thing it was merged into',
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'Permanent id', schema: { type: 'string' } },
      lang,
    ],
    answer: 'SimilarAnswer',
    others: { '404': problem('No such id'), '410': problem('Withdrawn or erased, with date and reason') },
  },
  '/sparql': {
    operationId: 'searchAsSparql',
    summary: 'The same search in SPARQL over the open data',
    parameters: [...filters],
    answer: 'SparqlText',
  },
  '/clusters': {
    operationId: 'clusterThings',
    summary: 'The places of all matches, grouped for a Leaflet zoom',
    parameters: [...filters, single('z', 'Leaflet zoom', integer(0, searchBounds.zoom))],
    answer: 'ClusterPage',
  },
  '/complete': {
    operationId: 'complete',
    summary: 'Completions of what is being typed, from two characters',
    parameters: [single('q', 'What was typed'), lang],
    answer: 'Completions',
  },
  '/home': { operationId: 'home', summary: 'Figures of the home page', parameters: [lang], answer: 'Home' },
  '/validations/{id}': {
    operationId: 'getValidation',
    summary: 'A report of the validator that was kept; as RDF by Accept',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'As its answer told',
        schema: { type: 'string' },
      },
      lang,
    ],
    answer: 'ValidationPage',
    others: { '404': problem('No such report, or its 30 days are over') },
  },
  '/sources': {
    operationId: 'listSources',
    summary: 'Who feeds the platform',
    parameters: [lang],
    answer: 'Sources',
  },
  '/sources/{id}': {
    operationId: 'getSource',
    summary: 'What became of the records of a source, and how good the entries are that it feeds',
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'Source id', schema: { type: 'string' } },
      lang,
    ],
    answer: 'SourcePage',
    others: { '404': problem('No such source') },
  },
  '/themes': {
    operationId: 'listThemes',
    summary: 'All themes in two levels, each with its number of entries',
    parameters: [],
    answer: 'ThemesPage',
  },
  '/themes/{name}': {
    operationId: 'getTheme',
    summary: 'All that the page of a theme shows',
    parameters: [
      {
        name: 'name',
        in: 'path',
        required: true,
        description: 'Code of the theme; words after it, as in the address of its page, do not count',
        schema: { type: 'string' },
      },
      lang,
    ],
    answer: 'ThemePage',
    others: { '404': problem('No such theme; `closest` names those that may be meant') },
  },
  '/vocabulary': {
    operationId: 'describeVocabulary',
    summary: 'What the page of the vocabulary, of a term, of a list of concepts or of a concept shows',
    parameters: [
      single('at', 'Path of the page: `/ns`, `/ns/Innovation`, `/concept/theme`, `/concept/theme/ALI`', {
        type: 'string',
        default: '/ns',
      }),
    ],
    answer: 'VocabularyAnswer',
    others: { '404': problem('Nothing stands there; `closest` names what may be meant') },
  },
};

const suggestionOperation: JsonSchema = {
  operationId: 'suggestConcepts',
  summary: 'Concepts for a label of a source, or for a title with its description',
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/SuggestionInput' } } },
  },
  responses: {
    '200': {
      description: 'Best first; `score` estimates the probability that a person would agree',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Suggestions' } } },
    },
    '400': problem('What is wrong with the question, and how to mend it'),
  },
};

const rdfTypes = ['application/ld+json', 'text/turtle', 'application/n-triples', 'application/rdf+xml'];
const plain = (type: string): [string, JsonSchema] => [type, { schema: { type: 'string' } }];

const validationOperation: JsonSchema = {
  operationId: 'validate',
  summary:
    'Check a text, a file, or what an address answers, against the shapes; the report is kept for 30 days',
  parameters: [
    single('profile', 'How much is asked', { enum: validationProfiles, default: 'publishable' }),
    lang,
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/ValidationRequest' } },
      'multipart/form-data': {
        schema: {
          type: 'object',
          properties: {
            file: { type: 'string', contentMediaType: 'application/octet-stream' },
            text: { type: 'string' },
            url: { type: 'string' },
            mapping: { type: 'string' },
          },
        },
      },
      ...Object.fromEntries(
        [...rdfTypes, 'application/trig', 'application/n-quads', 'text/plain'].map(plain),
      ),
    },
  },
  responses: {
    '200': {
      description: 'The report, whether or not the input conforms; as RDF it is a sh:ValidationReport',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/ValidationPage' } },
        ...Object.fromEntries(rdfTypes.map(plain)),
      },
    },
    '400': problem('There is nothing to validate, or the address cannot be read'),
    '413': problem('A bound is passed; the answer names it'),
    '503': problem('Too many wait, or the input took too long'),
  },
};

/** The OpenAPI 3.1 description of `/api/v1` at a base address. */
export function openApiDocument(base: string): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carrefour',
      version: '1.0.0',
      description:
        'Social innovations that many partner platforms describe. Errors are application/problem+json.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: `${base}/api/v1` }],
    paths: {
      ...Object.fromEntries(
        Object.entries(operations).map(([path, operation]) => [path, { get: described(operation) }]),
      ),
      '/things/{id}/explain': { get: explainOperation },
      '/suggestions': { post: suggestionOperation },
      '/validate': { post: validationOperation },
    },
    components: {
      securitySchemes,
      schemas: {
        ...schemas,
        ...searchSchemas,
        ...leadSchemas,
        ...explainSchemas,
        ...sourceSchemas,
        ...validationSchemas,
        ...vocabularySchemas,
      },
    },
  };
}

function described({ operationId, summary, parameters, answer, others }: Operation): JsonSchema {
  return {
    operationId,
    summary,
    parameters,
    responses: {
      '200': {
        description: summary,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } },
      },
      '400': problem('A bound is passed; the answer names it'),
      ...others,
    },
  };
}
