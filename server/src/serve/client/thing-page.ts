import { conceptIri, conceptOfIri } from '@carrefour/ontology';
import type { Lang, ThingAnswer, ThingPage } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { withBase } from '../../domain/base.ts';
import { emptyQuery, type SearchQuery } from '../../domain/search-query.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import { isThingId, thingIri, type ThingId } from '../../domain/thing-id.ts';
import type { Labels } from '../labels.ts';
import { hitsOf, pagePath, pathByTitle, titleOf } from './hits.ts';
import type { LedgerReader, SearchReader } from '../reading.ts';

/** What the answers about one thing are read from. */
export interface PageContext {
  readonly ledger: LedgerReader;
  readonly search: SearchReader;
  readonly labels: Labels;
  readonly base: string;
}

const mostLinks = 50;

/** What an id leads to, with all that its page shows. */
export async function thingAnswer(id: string, lang: Lang, context: PageContext): Promise<ThingAnswer> {
  const found = await publishedDoc(id, context);
  return found.outcome === 'published' ? thingPage(found.doc, lang, context) : found;
}

/** The doc of a published thing, or what became of the id. */
export async function publishedDoc(
  id: string,
  context: Pick<PageContext, 'ledger'>,
): Promise<{ readonly outcome: 'published'; readonly doc: ThingDoc } | Exclude<ThingAnswer, ThingPage>> {
  if (!isThingId(id)) return { outcome: 'unknown' };
  const resolution = await context.ledger.resolve(id);
  switch (resolution.state) {
    case 'unknown':
      return { outcome: 'unknown' };
    case 'withdrawn':
    case 'erased':
      return { outcome: resolution.state, at: resolution.at, reason: resolution.reason };
    case 'merged':
      return { outcome: 'merged', into: resolution.into, path: await mergedPath(resolution.into, context) };
    case 'published': {
      const [doc] = await context.ledger.docs([id]);
      if (doc === undefined) {
        throw new AppError('unavailable', `The entry ${id} is changing at this moment: ask again.`);
      }
      return { outcome: 'published', doc };
    }
  }
}

async function mergedPath(into: ThingId, { ledger }: Pick<PageContext, 'ledger'>): Promise<string> {
  const [doc] = await ledger.docs([into]);
  return pagePath(doc ?? { id: into, kind: 'innovation', slug: '' });
}

async function thingPage(doc: ThingDoc, lang: Lang, context: PageContext): Promise<ThingPage> {
  const [linkPaths, linked, proposed] = await Promise.all([
    pathsOfLinks(doc, lang, context),
    thingsFound({ linkedTo: doc.id }, lang, context),
    doc.kind === 'solution' ? thingsFound({ proposedFor: doc.id }, lang, context) : nothingFound,
  ]);
  return {
    outcome: 'published',
    iri: withBase(thingIri(doc.id), context.base),
    path: pagePath(doc),
    doc,
    labels: labelsOf(doc, lang, context.labels),
    linkedFrom: linked.hits,
    linkedFromTotal: linked.total,
    proposedFrom: proposed.hits,
    proposedFromTotal: proposed.total,
    linkPaths,
  };
}

/** Words for the codes of a doc, in the reader's language. */
export function labelsOf(doc: ThingDoc, lang: Lang, labels: Labels): ThingPage['labels'] {
  const territories = new Set(doc.places.flatMap((place) => place.territories));
  const countries = new Set(doc.places.flatMap(({ country }) => (country === undefined ? [] : [country])));
  return {
    concepts: Object.fromEntries(
      conceptFacets.flatMap((facet) => {
        const codes = doc.concepts[facet];
        if (codes === undefined) return [];
        return [[facet, codes.map((value) => ({ value, label: labels.of(facet, value, lang) }))]];
      }),
    ),
    territories: Object.fromEntries(
      [...territories].map((value) => [value, labels.of('territory', value, lang)]),
    ),
    inferred: Object.fromEntries(
      (doc.inferred ?? []).map(({ scheme, code }) => [
        `${scheme}/${code}`,
        conceptOfIri(conceptIri(scheme, code))?.prefLabel[lang] ?? code,
      ]),
    ),
    countries: Object.fromEntries([...countries].map((code) => [code, labels.country(code, lang)])),
  };
}

const conceptFacets = ['theme', 'audience', 'stage', 'method', 'actor'] as const;

async function pathsOfLinks(doc: ThingDoc, lang: Lang, { ledger }: PageContext) {
  const proposals = (doc.proposals ?? []).map(({ id, title }) => ({ id, title, kind: 'solution' as const }));
  const links = [...doc.links, ...proposals];
  const docs = await ledger.docs([...new Set(links.map(({ id }) => id))]);
  const current = new Map(docs.map((linked) => [linked.id, pagePath(linked)]));
  return Object.fromEntries(
    links.map((link) => [
      link.id,
      current.get(link.id) ?? pathByTitle({ ...link, title: titleOf(link, lang).text }),
    ]),
  );
}

const nothingFound = { total: 0, hits: [] } as const;

async function thingsFound(
  by: Pick<SearchQuery, 'linkedTo' | 'proposedFor'>,
  lang: Lang,
  { ledger, search, labels, base }: PageContext,
) {
  const query = { ...emptyQuery, ...by, sort: 'recent', per: mostLinks, lang } as const;
  const { ids, total } = await search.search(query);
  const docs = await ledger.docs(ids);
  return { total, hits: await hitsOf(docs, { search, labels, base, q: '', lang }) };
}
