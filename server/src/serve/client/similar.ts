import type { Lang, SimilarAnswer, SimilarHit, SimilarReason } from '../../contract.ts';
import { slugOf } from '../../domain/slug.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { SimilarThing } from '../../search/search-index.ts';
import { hitsOf, titleOf } from './hits.ts';
import { publishedDoc, type PageContext } from './thing-page.ts';

const shown = 6;
/** Some of what the index gives has the same title as another, or as the entry itself. */
const asked = shown * 2;

/** The entries like a thing, each title once, with the reasons in the reader's language. */
export async function similarAnswer(id: string, lang: Lang, context: PageContext): Promise<SimilarAnswer> {
  const found = await publishedDoc(id, context);
  if (found.outcome !== 'published') return found;
  const alike = await context.search.similar(found.doc, asked);
  const docs = new Map((await context.ledger.docs(alike.map((each) => each.id))).map((doc) => [doc.id, doc]));
  const kept = distinct(found.doc, alike, { docs, lang }).slice(0, shown);
  const hits = await hitsOf(
    kept.map(({ doc }) => doc),
    { ...context, lang, q: '' },
  );
  const similar = hits.flatMap((hit, index): SimilarHit[] => {
    const reasons = reasonsOf(kept[index]?.like, lang, context);
    return reasons.length === 0 ? [] : [{ hit, reasons }];
  });
  return { outcome: 'published', similar };
}

interface Kept {
  readonly doc: ThingDoc;
  readonly like: SimilarThing;
}

function distinct(
  own: ThingDoc,
  alike: readonly SimilarThing[],
  { docs, lang }: { docs: ReadonlyMap<string, ThingDoc>; lang: Lang },
): Kept[] {
  const seen = new Set([slugOf(titleOf(own, lang).text)]);
  return alike.flatMap((like) => {
    const doc = docs.get(like.id);
    const name = doc === undefined ? '' : slugOf(titleOf(doc, lang).text);
    if (doc === undefined || (name !== '' && seen.has(name))) return [];
    seen.add(name);
    return [{ doc, like }];
  });
}

function reasonsOf(like: SimilarThing | undefined, lang: Lang, { labels }: PageContext): SimilarReason[] {
  if (like === undefined) return [];
  const labelled = (
    because: 'theme' | 'audience' | 'territory',
    value: string | undefined,
  ): SimilarReason[] =>
    value === undefined ? [] : [{ because, value, label: labels.of(because, value, lang) }];
  return [
    ...(like.words.length === 0 ? [] : [{ because: 'words' as const, words: like.words }]),
    ...labelled('theme', like.theme),
    ...labelled('territory', like.territory),
    ...like.audiences.slice(0, 1).flatMap((value) => labelled('audience', value)),
  ];
}
