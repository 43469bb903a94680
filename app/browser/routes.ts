import { setTimeout as sleep } from 'node:timers/promises';
import type { Shared } from './setup.ts';

/** A page of each route template, by name; paths are the French ones. */
export type Routes = Readonly<Record<(typeof routeNames)[number], string>>;

export const routeNames = [
  'home',
  'results',
  'results for words',
  'results as a table',
  'results for a sentence',
  'no results',
  'thin entry',
  'full entry',
  'organisation',
  'themes',
  'theme',
  'narrower theme',
  'unknown theme',
  'sources',
  'source',
  'console',
  'vocabulary',
  'term',
  'list of concepts',
  'concept',
  'unknown term',
  'check',
  'joining',
  'report',
  'help',
  'about',
  'API',
  'accessibility',
  'unknown address',
  'erased entry',
] as const;

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly path: string;
}

/** A search by a sentence, once the server has learned what sentences may mean. */
async function sentencePath(url: string): Promise<string> {
  const query = new URLSearchParams({ q: 'je cherche un garage solidaire près de chez moi' }).toString();
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const { leads } = (await (await fetch(`${url}/api/v1/things?${query}`)).json()) as { leads: unknown[] };
    if (leads.length > 0) return `/recherche?${query}`;
    await sleep(500);
  }
  throw new Error('No sentence leads anywhere after a minute.');
}

/** Finds the thinnest and the fullest innovation, and the organisation that carries most, by what the API says. */
export async function findRoutes({ url, erased }: Shared): Promise<Routes> {
  const things = await everyThing(url);
  const weighed = await Promise.all(
    things.map(async (thing) => ({
      ...thing,
      weight: (await (await fetch(`${url}/api/v1/things/${thing.id}`)).text()).length,
    })),
  );
  const heaviest = (kind: string) =>
    weighed.filter((one) => one.kind === kind).sort((a, b) => b.weight - a.weight);
  const innovations = heaviest('innovation');
  return {
    home: '/',
    results: '/recherche',
    'results for words': '/recherche?q=jardin&theme=ALI',
    'results as a table': '/recherche?view=tableau',
    'results for a sentence': await sentencePath(url),
    'no results': '/recherche?q=xylophone&theme=EMP',
    'thin entry': innovations.at(-1)?.path ?? '',
    'full entry': innovations[0]?.path ?? '',
    organisation: heaviest('organization')[0]?.path ?? '',
    themes: '/themes',
    theme: '/theme/ALI-alimentation',
    'narrower theme': '/theme/ALI-JAR-jardins-partages',
    'unknown theme': '/theme/XYZ-alimentation',
    sources: '/sources',
    source: `/source/${(await fullestSource(url)).id}`,
    check: '/valider',
    joining: '/federer',
    vocabulary: '/ns',
    term: '/ns/Innovation',
    'list of concepts': '/concept/theme',
    concept: '/concept/theme/ALI',
    'unknown term': '/ns/Inovation',
    report: await checkedReport(url),
    console: '/sparql',
    help: '/aide',
    about: '/a-propos',
    API: '/api',
    accessibility: '/accessibilite',
    'unknown address': '/fiche/aaaaaaaaaaaa-jardin-partage',
    'erased entry': `/fiche/${erased}-la-bascule`,
  };
}

/** The source that gave most records. */
async function fullestSource(url: string): Promise<{ id: string }> {
  const sources = (await (await fetch(`${url}/api/v1/sources`)).json()) as { id: string; read: number }[];
  const [first] = sources.sort((a, b) => b.read - a.read);
  if (first === undefined) throw new Error('No source was harvested.');
  return first;
}

/** The page of a report that has causes, an example and a preview. */
async function checkedReport(url: string): Promise<string> {
  const record = `{"@context":"${url}/context/v0.jsonld","id":"https://example.org/garage","type":"Innovation",
    "nameByLanguage":{"fr":"Garage solidaire"},
    "theme":"MOB","url":"mailto:garage"}`;
  const partner = record
    .replace('"mailto:garage"', '"https://example.org/garage"')
    .replace('/garage"', '/atelier"');
  const answer = await fetch(`${url}/api/v1/validate`, {
    method: 'POST',
    headers: { 'content-type': 'application/ld+json' },
    body: `[${record},${partner}]`,
  });
  return ((await answer.json()) as { path: string }).path;
}

async function everyThing(url: string): Promise<Listed[]> {
  const found: Listed[] = [];
  for (let page = 1; page <= 20; page += 1) {
    const answer = await fetch(`${url}/api/v1/things?per=100&page=${String(page)}`);
    const { hits, total } = (await answer.json()) as { hits: Listed[]; total: number };
    found.push(...hits);
    if (found.length >= total || hits.length === 0) break;
  }
  return found;
}
