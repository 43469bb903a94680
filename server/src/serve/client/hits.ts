import type { Hit, Lang } from '../../contract.ts';
import { withBase } from '../../domain/base.ts';
import { kindPaths, type Kind } from '../../domain/kinds.ts';
import { slugOf } from '../../domain/slug.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import { thingIri } from '../../domain/thing-id.ts';
import { extractAround } from '../../search/extract.ts';
import type { Highlight } from '../../search/search-index.ts';
import { chooseText, type ChosenText } from './text.ts';
import type { Labels } from '../labels.ts';
import type { SearchReader } from '../reading.ts';

const extractLength = 240;

/** Path of a thing's page, without language prefix; an empty slug leaves the id alone. */
export function pagePath({ id, kind, slug }: { id: string; kind: Kind; slug: string }): string {
  return `/${kindPaths[kind]}/${id}${slug === '' ? '' : `-${slug}`}`;
}

/** The path of a page of which only the title is known. */
export function pathByTitle(thing: { id: string; kind: Kind; title: string }): string {
  return pagePath({ ...thing, slug: slugOf(thing.title) });
}

/** The title that a reader sees; a thing whose title was lost shows its id. */
export function titleOf(doc: Pick<ThingDoc, 'id' | 'title'>, lang: Lang): ChosenText {
  return chooseText(doc.title, lang) ?? { text: doc.id, lang: 'und' };
}

interface HitOptions {
  readonly search: SearchReader;
  readonly labels: Pick<Labels, 'of'>;
  readonly base: string;
  readonly q: string;
  readonly lang: Lang;
}

/** What a list shows of each doc, in the order given, with the words found marked. One call to the index in all. */
export async function hitsOf(docs: readonly ThingDoc[], options: HitOptions): Promise<Hit[]> {
  const texts = docs.map((doc) => [titleOf(doc, options.lang), ...bodyTexts(doc, options.lang)]);
  const marks = await highlights(texts.flat(), options);
  let at = 0;
  return docs.map((doc, place) => {
    const own = texts[place] ?? [];
    const marked = marks.slice(at, at + own.length);
    at += own.length;
    return hitOf(doc, { ...options, texts: own, marked });
  });
}

async function highlights(texts: readonly ChosenText[], { search, q }: HitOptions): Promise<Highlight[]> {
  if (q !== '' && texts.length > 0) return search.highlight(q, texts);
  return texts.map(({ text }) => [{ text, isMatch: false }]);
}

/** The texts that an extract may come from; the first is the one shown when no word is found in any. */
function bodyTexts(doc: ThingDoc, lang: Lang): ChosenText[] {
  return [doc.summary, doc.need, doc.answer, doc.results, doc.conditions].flatMap((texts) => {
    const chosen = chooseText(texts, lang);
    return chosen === undefined ? [] : [chosen];
  });
}

function hitOf(
  doc: ThingDoc,
  {
    base,
    labels,
    lang,
    texts,
    marked,
  }: HitOptions & { texts: readonly ChosenText[]; marked: readonly Highlight[] },
): Hit {
  const [title = titleOf(doc, lang), ...bodies] = texts;
  const [titleHighlight = [], ...bodyMarks] = marked;
  const found = bodyMarks.findIndex((mark) => mark.some(({ isMatch }) => isMatch));
  const shown = Math.max(found, 0);
  const carrier = doc.links.find(({ role }) => role === 'carrier');
  const year = /^\d{4}/.exec(doc.startDate ?? '')?.[0];
  return {
    id: doc.id,
    iri: withBase(thingIri(doc.id), base),
    kind: doc.kind,
    path: pagePath(doc),
    title: title.text,
    lang: title.lang,
    titleHighlight,
    extract: extractAround(bodyMarks[shown] ?? [], extractLength),
    extractLang: bodies[shown]?.lang ?? 'und',
    concepts: doc.concepts,
    themes: (doc.concepts['theme'] ?? []).map((code) => labels.of('theme', code, lang)),
    places: doc.places,
    territories: divisionWords(doc, labels, lang),
    ...(carrier === undefined ? {} : { carrier: { id: carrier.id, title: titleOf(carrier, lang).text } }),
    sources: [...new Map(doc.sources.map(({ source, sourceName }) => [source, sourceName]))].map(
      ([id, name]) => ({ id, name }),
    ),
    ...(year === undefined ? {} : { year: Number(year) }),
    isOpen: doc.isOpen,
  };
}

function divisionWords({ places }: ThingDoc, labels: HitOptions['labels'], lang: Lang): Hit['territories'] {
  const narrowest = places.flatMap(({ city, territories }) =>
    city === undefined ? (territories.slice(1).at(-1) ?? []) : [],
  );
  return Object.fromEntries(narrowest.map((value) => [value, labels.of('territory', value, lang)]));
}
