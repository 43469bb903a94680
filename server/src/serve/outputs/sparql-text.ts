import { car, conceptIri, dcterms, org, schema, skos, xsd } from '@carrefour/ontology';
import { withBase } from '../../domain/base.ts';
import { graphs } from '../../domain/graphs.ts';
import { kindClasses } from '../../domain/kind-classes.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import { namedThings, soughtPattern } from '../../domain/sought.ts';
import type { PlaceRole } from '../../domain/thing-doc.ts';
import { thingIri } from '../../domain/thing-id.ts';
import { territoryIri } from '../../enrich/territory-graph.ts';

const namespaceOf = (term: string): string => term.replace(/[^/#]+$/, '');

const namespaces = {
  car: namespaceOf(car.matches),
  dcterms: namespaceOf(dcterms.subject),
  org: namespaceOf(org.Organization),
  schema: namespaceOf(schema.name),
  skos: namespaceOf(skos.broader),
};

const prefixes = Object.entries(namespaces).map(([name, namespace]) => `PREFIX ${name}: <${namespace}>`);

/** The property that says each facet of concepts. */
const conceptProperties = {
  theme: 'dcterms:subject',
  audience: 'schema:audience',
  method: 'car:method',
  stage: 'car:stage',
  actor: 'car:actorType',
  sdg: 'car:goal',
  evidence: 'car:evidenceLevel',
} as const;

const placeProperties: Readonly<Record<PlaceRole, string>> = {
  implemented: 'car:implementedIn',
  serves: 'car:serves',
  seat: 'car:seat',
};

/**
 * The query in SPARQL over the open data, runnable at `/sparql`: words as `car:matches`, filters as graph patterns. What
 * the graphs cannot say as the search does stands in comments at its head.
 */
export function sparqlOf(query: SearchQuery, base: string): string {
  const patterns = [
    ...(query.q === '' ? [] : [`?thing car:matches ${literal(query.q)} .`]),
    ...kindPattern(query),
    ...Object.entries(conceptProperties).flatMap(([facet, property]) =>
      conceptPattern(facet as keyof typeof conceptProperties, property, query),
    ),
    ...territoryPattern(query),
    ...recordPatterns(query),
    ...programmePattern(query),
    ...languagePattern(query),
    ...soughtPatterns(query),
    ...yearPattern(query),
    ...placePattern(query),
  ];
  const lines = [
    ...remarks(query),
    ...prefixes,
    'SELECT DISTINCT ?thing ?name {',
    '  ?thing schema:name ?name ; a ?class .',
    `  VALUES ?class { ${classesOf(query.kind)} }`,
    ...patterns.map((pattern) => `  ${pattern}`),
    '}',
  ];
  return withBase(`${lines.join('\n')}\n`, base);
}

function classesOf(kind: SearchQuery['kind']): string {
  const wanted = kind.length === 0 ? Object.values(kindClasses) : kind.map((one) => kindClasses[one]);
  return wanted.map(shortened).join(' ');
}

function kindPattern({ rights }: SearchQuery): string[] {
  return rights.length > 0 && !rights.includes('open') ? ['FILTER(false)'] : [];
}

function conceptPattern(
  facet: keyof typeof conceptProperties,
  property: string,
  query: SearchQuery,
): string[] {
  const codes = query[facet];
  if (codes.length === 0) return [];
  const asked = codes.map((code) => iri(conceptIri(facet, code))).join(' ');
  return [
    `?thing ${property} ?${facet} .`,
    `GRAPH ${iri(graphs.vocabulary)} { ?${facet} skos:broader* ?${facet}Asked }`,
    `VALUES ?${facet}Asked { ${asked} }`,
  ];
}

/** A thing without a place of its own is at its carrier's. */
function territoryPattern({ territory }: SearchQuery): string[] {
  if (territory.length === 0) return [];
  const ownPlaces = Object.values(placeProperties).join('|');
  const isWorkedOut = (graph: string): string =>
    `FILTER(STRSTARTS(STR(${graph}), ${literal(graphs.inferred(''))}))`;
  return [
    `VALUES ?territory { ${territory.map((id) => iri(territoryIri(id))).join(' ')} }`,
    `{ GRAPH ?said { ?thing dcterms:spatial ?territory } ${isWorkedOut('?said')} }`,
    `UNION { ?thing car:carrier ?carrier . GRAPH ?saidOf { ?carrier dcterms:spatial ?territory }`,
    `  ${isWorkedOut('?saidOf')} FILTER NOT EXISTS { ?thing ${ownPlaces} ?ownPlace } }`,
  ];
}

function recordPatterns({ source, licence }: SearchQuery): string[] {
  const patterns = [
    ...(source.length === 0
      ? []
      : [
          `?recordOfSource schema:about ?thing ; dcterms:source ?source .`,
          `VALUES ?source { ${source.map((id) => iri(withOwn(id))).join(' ')} }`,
        ]),
    ...(licence.length === 0
      ? []
      : [
          '?recordOfLicence schema:about ?thing ; dcterms:license ?licence .',
          `VALUES ?licence { ${licence.map((one) => (/^https?:/.test(one) ? iri(one) : literal(one))).join(' ')} }`,
        ]),
  ];
  return patterns.length === 0 ? [] : [`GRAPH ${iri(graphs.provenance)} {`, ...patterns, '}'];
}

function withOwn(source: string): string {
  return graphs.provenance.replace('/graph/provenance', `/id/source/${source}`);
}

function programmePattern({ programme }: SearchQuery): string[] {
  if (programme.length === 0) return [];
  return [
    '?thing car:programme ?programme .',
    `VALUES ?programme { ${programme.map((id) => iri(thingIri(id))).join(' ')} }`,
  ];
}

function languagePattern({ contentLang }: SearchQuery): string[] {
  if (contentLang.length === 0) return [];
  const tests = contentLang.map((tag) => `LANGMATCHES(LANG(?text), ${literal(tag)})`).join(' || ');
  const stated = contentLang.map(literal).join(', ');
  return [
    `FILTER EXISTS { ?thing ?saying ?text`,
    `  FILTER(${tests} || (?saying = schema:inLanguage && STR(?text) IN (${stated}))) }`,
  ];
}

/** What is sought is sorted by its words, by the expressions that the search itself uses. */
function soughtPatterns({ seeks }: SearchQuery): string[] {
  if (seeks.length === 0) return [];
  const matches = (variable: string, things: typeof namedThings): string =>
    `REGEX(STR(${variable}), ${literal(soughtPattern(things))}, "i")`;
  const named = namedThings.filter((thing) => seeks.includes(thing));
  const tests = [
    ...(named.length === 0 ? [] : [matches('?seeks', named)]),
    ...(seeks.includes('other')
      ? [`NOT EXISTS { ?thing car:seeks ?named FILTER(${matches('?named', namedThings)}) }`]
      : []),
  ];
  return ['?thing car:seeks ?seeks .', `FILTER(${tests.join(' || ')})`];
}

function yearPattern({ yearMin, yearMax }: SearchQuery): string[] {
  if (yearMin === undefined && yearMax === undefined) return [];
  const bounds = [
    ...(yearMin === undefined ? [] : [`?year >= ${literal(String(yearMin))}`]),
    ...(yearMax === undefined ? [] : [`?year <= ${literal(String(yearMax))}`]),
  ];
  return [
    'OPTIONAL { ?thing schema:startDate ?started } OPTIONAL { ?thing schema:foundingDate ?founded }',
    'BIND(SUBSTR(STR(COALESCE(?started, ?founded)), 1, 4) AS ?year)',
    `FILTER(${bounds.join(' && ')})`,
  ];
}

/** Kilometres of a degree of latitude. */
const degree = 111.195;

function placePattern({ bbox, near, radius = 0, placeRole }: SearchQuery): string[] {
  if (bbox === undefined && near === undefined && placeRole === undefined) return [];
  const properties = placeRole === undefined ? Object.values(placeProperties) : [placeProperties[placeRole]];
  const place = `?thing ${properties.join('|')} ?place .`;
  if (bbox === undefined && near === undefined) return [place];
  const tests = [
    ...(bbox === undefined
      ? []
      : [`?lat >= ${bbox[1]} && ?lat <= ${bbox[3]}`, `?lon >= ${bbox[0]} && ?lon <= ${bbox[2]}`]),
    ...(near === undefined
      ? []
      : [
          `((?lat - ${near[0]}) * (?lat - ${near[0]}) + (?lon - ${near[1]}) * (?lon - ${near[1]}) * ${(Math.cos((near[0] * Math.PI) / 180) ** 2).toFixed(6)}) <= ${((radius / degree) ** 2).toFixed(8)}`,
        ]),
  ];
  return [
    place,
    '?place schema:latitude ?latitude ; schema:longitude ?longitude .',
    `BIND(${double('?latitude')} AS ?lat) BIND(${double('?longitude')} AS ?lon)`,
    `FILTER(${tests.join(' && ')})`,
  ];
}

/** As doubles: Oxigraph 0.5 knows no product of the decimal zero. */
function double(variable: string): string {
  return `${iri(xsd.double)}(STR(${variable}))`;
}

/** What a reader must know to compare with the page. */
function remarks({ quality, bbox, near }: SearchQuery): string[] {
  return [
    ...(quality.length === 0
      ? []
      : [
          '# Sans le filtre de qualité : la note n’est pas dans les données. / Without the filter of quality.',
        ]),
    ...(bbox === undefined && near === undefined
      ? []
      : ['# Coordonnées déclarées seulement, sans les milieux de communes. / Stated coordinates only.']),
  ];
}

function shortened(term: string): string {
  const found = Object.entries(namespaces).find(([, namespace]) => term.startsWith(namespace));
  return found === undefined ? iri(term) : `${found[0]}:${term.slice(found[1].length)}`;
}

function iri(text: string): string {
  return `<${text.replaceAll(/[<>"{}|\\^`\s\p{Cc}]/gu, (sign) => encodeURIComponent(sign))}>`;
}

const signs: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r' };

function literal(text: string): string {
  return `"${text.replaceAll(/[\\"\n\r]/g, (sign) => signs[sign] ?? sign)}"`;
}
