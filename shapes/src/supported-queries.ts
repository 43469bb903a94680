import sparqljs, { type Pattern, type SelectQuery } from 'sparqljs';

/** Says that a feature is not supported; never returns. */
export type Refuse = (feature: string) => never;

/** Placeholder that SHACL puts into a query in place of the path of its shape. */
const pathVariable = /[$?]PATH\b/g;

/** Patterns that SHACL §5.3.1 forbids where variables are bound beforehand. */
const forbidden: Readonly<Record<string, string>> = {
  minus: 'MINUS in a SPARQL constraint',
  values: 'VALUES in a SPARQL constraint',
  service: 'SERVICE in a SPARQL constraint',
};

/** Variables that SHACL lets an engine leave out (§5.3.2), and that ours does not bind. */
const unboundVariables: Readonly<Record<string, string>> = {
  shapesGraph: '$shapesGraph in a SPARQL constraint',
  currentShape: '$currentShape in a SPARQL constraint',
};

/** Calls `refuse` for what SHACL forbids in the SELECT of a constraint, or our engine would evaluate wrongly. */
export function assertSupportedQuery(text: string, refuse: Refuse): void {
  const query = parse(text.replaceAll(pathVariable, '<urn:path>'), refuse);
  if (query.type !== 'query' || query.queryType !== 'SELECT') {
    return refuse('a query that is no SELECT in a SPARQL constraint');
  }
  for (const variable of variablesIn(query)) {
    const feature = unboundVariables[variable];
    if (feature !== undefined) refuse(feature);
  }
  if (query.values !== undefined) refuse('VALUES in a SPARQL constraint');
  for (const pattern of query.where ?? []) assertPattern(pattern, refuse);
}

function parse(text: string, refuse: Refuse): sparqljs.SparqlQuery {
  try {
    return new sparqljs.Parser().parse(text);
  } catch (cause) {
    return refuse(`a SPARQL constraint that is no SPARQL (${cause instanceof Error ? cause.message : ''})`);
  }
}

function assertPattern(pattern: Pattern, refuse: Refuse): void {
  const feature = forbidden[pattern.type];
  if (feature !== undefined) refuse(feature);
  if (pattern.type === 'bind' && pattern.variable.value === 'this')
    refuse('a SPARQL constraint that binds $this anew');
  if (pattern.type === 'query') assertSubSelect(pattern, refuse);
  if (pattern.type === 'group' && !bindsThis(pattern.patterns) && variablesIn(pattern).has('this')) {
    refuse('$this in an inner group of a SPARQL constraint, where no pattern binds it');
  }
  if ('patterns' in pattern) for (const inner of pattern.patterns) assertPattern(inner, refuse);
}

function assertSubSelect(query: SelectQuery, refuse: Refuse): void {
  const isThis = (variable: SelectQuery['variables'][number]): boolean =>
    'termType' in variable && variable.termType === 'Variable' && variable.value === 'this';
  if (!query.variables.some(isThis)) refuse('a sub-SELECT that does not return $this in a SPARQL constraint');
  for (const pattern of query.where ?? []) assertPattern(pattern, refuse);
}

function bindsThis(patterns: readonly Pattern[]): boolean {
  return patterns.some((pattern) => pattern.type === 'bgp' && variablesIn(pattern).has('this'));
}

/** Names of all variables in a part of a parsed query. */
function variablesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== 'object' || node === null) return found;
  if ('termType' in node && node.termType === 'Variable' && 'value' in node) found.add(String(node.value));
  else for (const inner of Object.values(node)) variablesIn(inner, found);
  return found;
}
