import type { SparqlQuery } from 'sparqljs';
import type { SparqlToken } from './sparql-tokens.ts';

/** How much of something one query may hold, and its name for people. */
interface Budget {
  readonly limit: number;
  readonly fr: string;
  readonly en: string;
}

/** What one query may hold. Depth and operators keep parsers within their stacks; the others bound the work asked. */
export const budgets = {
  characters: { limit: 50_000, fr: 'caractères', en: 'characters' },
  tokens: { limit: 10_000, fr: 'mots et signes', en: 'words and signs' },
  depth: { limit: 40, fr: 'niveaux de parenthèses et d’accolades', en: 'levels of brackets' },
  operators: { limit: 400, fr: 'opérateurs', en: 'operators' },
  // Engines look for the best order of joins in time that grows with the cube of their number: 0.6 s for 80.
  triples: { limit: 80, fr: 'motifs de triplet', en: 'triple patterns' },
  pathSteps: { limit: 100, fr: 'étapes de chemin', en: 'steps of paths' },
  union: { limit: 60, fr: 'branches UNION', en: 'UNION branches' },
  optional: { limit: 40, fr: 'OPTIONAL', en: 'OPTIONAL' },
  minus: { limit: 20, fr: 'MINUS', en: 'MINUS' },
  filter: { limit: 100, fr: 'FILTER', en: 'FILTER' },
  exists: { limit: 20, fr: 'EXISTS', en: 'EXISTS' },
  bind: { limit: 100, fr: 'BIND', en: 'BIND' },
  graph: { limit: 40, fr: 'GRAPH', en: 'GRAPH' },
  subselects: { limit: 20, fr: 'sous-requêtes', en: 'subqueries' },
  endlessPaths: { limit: 12, fr: 'chemins * ou +', en: '* or + paths' },
  columns: { limit: 200, fr: 'colonnes', en: 'columns' },
  listItems: { limit: 1000, fr: 'valeurs dans des listes IN', en: 'values in IN lists' },
  values: { limit: 60, fr: 'blocs VALUES', en: 'VALUES blocks' },
  valuesRows: { limit: 2000, fr: 'lignes VALUES', en: 'VALUES rows' },
} as const satisfies Record<string, Budget>;

export type BudgetName = keyof typeof budgets;

type Counts = Partial<Record<BudgetName, number>>;

const operators = new Set(['!', '-', '+', '*', '/', '||', '&&', '|', '^', '=', '!=', '<', '>', '<=', '>=']);

/** What can be counted before any parser sees the text. */
export function countTokens(text: string, tokens: readonly SparqlToken[]): Counts {
  return {
    characters: text.length,
    tokens: tokens.length,
    depth: tokens.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    operators: tokens.filter(({ kind, text: sign }) => kind === 'sign' && operators.has(sign)).length,
  };
}

type Node = Readonly<Record<string, unknown>>;

const byType: Readonly<Record<string, (node: Node) => Counts>> = {
  bgp: ({ triples }) => ({ triples: lengthOf(triples) }),
  union: ({ patterns }) => ({ union: lengthOf(patterns) }),
  optional: () => ({ optional: 1 }),
  minus: () => ({ minus: 1 }),
  filter: () => ({ filter: 1 }),
  bind: () => ({ bind: 1 }),
  graph: () => ({ graph: 1 }),
  query: ({ variables }) => ({ subselects: 1, columns: lengthOf(variables) }),
  values: ({ values }) => ({ values: 1, valuesRows: lengthOf(values) }),
  operation: ({ operator, args }) => ({
    ...(/exists$/.test(String(operator)) && { exists: 1 }),
    ...(/^(?:not)?in$/.test(String(operator)) && { listItems: lengthOf((args as unknown[])[1]) }),
  }),
  path: ({ pathType, items }) => ({
    pathSteps: lengthOf(items),
    ...((pathType === '*' || pathType === '+') && { endlessPaths: 1 }),
  }),
};

/** What a parsed query holds. Walks without recursion. */
export function countPatterns(query: SparqlQuery): Counts {
  const counts: Counts = { subselects: -1 };
  const rest: unknown[] = [query];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (typeof value !== 'object' || value === null || 'termType' in value) continue;
    const node = value as Node;
    const found = Array.isArray(value) ? {} : (byType[String(node['type'])]?.(node) ?? {});
    for (const [name, count] of Object.entries(found) as [BudgetName, number][]) {
      counts[name] = (counts[name] ?? 0) + count;
    }
    rest.push(...Object.values(node).filter((child) => child !== undefined));
  }
  return { ...counts, valuesRows: (counts.valuesRows ?? 0) + lengthOf((query as unknown as Node)['values']) };
}

/** The first budget that these counts exceed. */
export function exceeded(counts: Counts): { budget: BudgetName; limit: number; found: number } | undefined {
  for (const [budget, found] of Object.entries(counts) as [BudgetName, number][]) {
    const { limit } = budgets[budget];
    if (found > limit) return { budget, limit, found };
  }
  return undefined;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
