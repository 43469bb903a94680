import { car, schema } from '@carrefour/ontology';
import type { Conclusions } from '../domain/inferred.ts';
import type { Kind } from '../domain/kinds.ts';
import { slugOf } from '../domain/slug.ts';
import type { DocLink, DocPlace, DocSource, LanguageText, ThingDoc } from '../domain/thing-doc.ts';
import { thingIri, thingOfIri, type ThingId } from '../domain/thing-id.ts';
import { conceptsOf } from './doc-concepts.ts';
import { electedPlaces, placeContext, type ElectedPlace, type Located } from './doc-places.ts';
import { describe, type Description } from '../domain/description.ts';
import { inOrder, type Elected } from './elect.ts';
import type { Voice } from './voice.ts';

/** A thing that another one links to, as its own claims describe it. */
export interface LinkTarget {
  readonly kind: Kind;
  readonly title: LanguageText;
  readonly seats: readonly ElectedPlace[];
}

/** What the JSON of a thing needs beside its elected statements. */
export interface DocContext {
  readonly canonical: ThingId;
  readonly mergedIds: readonly ThingId[];
  readonly voices: readonly Voice[];
  readonly targets: ReadonlyMap<ThingId, LinkTarget>;
  readonly isOpen: boolean;
  readonly sourceName: (source: string) => string;
  /** What was concluded beside what is said, and the solutions that a person said it implements. */
  readonly conclusions: Conclusions;
  readonly accepted: readonly KnownTitle[];
  readonly located: Located;
}

/** A thing by its title. */
export interface KnownTitle {
  readonly id: ThingId;
  readonly title: LanguageText;
}

const linkRoles: readonly (readonly [role: string, property: string])[] = [
  ['carrier', car.carrier],
  ['partner', car.partner],
  ['funder', schema.funder],
  ['implements', car.implements],
  ['programme', car.programme],
];

/** Changes with what {@link docOf} and the open graph say of a thing: publications of another version are made anew. */
export const docVersion = '2';

/** The JSON that page, API and search read, from the statements elected for the shown audience. */
export function docOf(elected: Elected, context: DocContext): ThingDoc {
  const description = describe(elected.quads);
  const root = thingIri(context.canonical);
  const title = description.byLanguage(root, schema.name) ?? {};
  return withoutUndefined({
    id: context.canonical,
    kind: elected.kind,
    slug: slugOf(title['fr'] ?? title['en'] ?? Object.values(title)[0] ?? ''),
    title,
    otherNames: otherNamesOf(root, description),
    ...textsOf(root, description),
    concepts: conceptsOf(root, description),
    keywords: description.texts(root, schema.keywords),
    links: [...linksOf(root, description, context), ...acceptedLinks(context)],
    ...conclusionsOf(context),
    places: placesOf({ root, elected, description, context }),
    ...singlesOf(root, description),
    languages: languagesOf(root, elected, description),
    sources: sourcesOf(context),
    isOpen: context.isOpen,
    mergedIds: context.mergedIds,
  });
}

function textsOf(root: string, description: Description) {
  return {
    summary: description.byLanguage(root, schema.description),
    need: description.byLanguage(root, car.need),
    answer: description.byLanguage(root, car.answer),
    results: description.byLanguage(root, car.results),
    conditions: description.byLanguage(root, car.conditionsToRedo),
    seeks: description.byLanguage(root, car.seeks),
  };
}

function otherNamesOf(root: string, description: Description): ThingDoc['otherNames'] {
  const names = Map.groupBy(description.literals(root, schema.alternateName), ({ language }) => language);
  if (names.size === 0) return undefined;
  return Object.fromEntries([...names].map(([language, texts]) => [language, texts.map(({ text }) => text)]));
}

function acceptedLinks({ accepted }: DocContext): DocLink[] {
  return accepted.map(({ id, title }) => ({ id, kind: 'solution', role: 'implements', title }));
}

function conclusionsOf({ conclusions: { solutions, concepts } }: DocContext) {
  return {
    proposals: solutions.length === 0 ? undefined : solutions,
    inferred: concepts.length === 0 ? undefined : concepts,
  };
}

function singlesOf(root: string, description: Description) {
  return {
    url: description.first(root, schema.sameAs) ?? description.first(root, schema.url),
    email: description.first(root, schema.email)?.replace(/^mailto:/, ''),
    phone: description.first(root, schema.telephone)?.replace(/^tel:/, ''),
    image: description.first(root, schema.image),
    startDate: description.first(root, schema.startDate) ?? description.first(root, schema.foundingDate),
    endDate: description.first(root, schema.endDate),
    dateModified: description.first(root, schema.dateModified),
  };
}

function linksOf(root: string, description: Description, { targets }: DocContext): DocLink[] {
  return linkRoles.flatMap(([role, property]) =>
    description.objects(root, property).flatMap((iri) => {
      const id = thingOfIri(iri);
      const target = id === undefined ? undefined : targets.get(id);
      return id === undefined || target === undefined
        ? []
        : [{ id, kind: target.kind, role, title: target.title }];
    }),
  );
}

/** A thing without a place of its own is at its carrier's seat, marked as inherited: a seat, never an implementation. */
function placesOf({
  root,
  elected,
  description,
  context,
}: {
  root: string;
  elected: Elected;
  description: Description;
  context: DocContext;
}): DocPlace[] {
  const own = electedPlaces(root, elected, description);
  const words = placeContext(root, description);
  if (own.length > 0) return own.map((place) => context.located(place, words));
  const carriers = description.objects(root, car.carrier).map((iri) => thingOfIri(iri) ?? '');
  return carriers
    .flatMap((carrier) => context.targets.get(carrier)?.seats ?? [])
    .map((seat) => ({ ...context.located(seat, ''), isInherited: true }));
}

function languagesOf(root: string, elected: Elected, description: Description): string[] {
  const spoken = elected.quads.flatMap(({ object }) =>
    object.termType === 'Literal' && object.language !== '' ? [object.language.split('-', 1)[0] ?? ''] : [],
  );
  const stated = description
    .texts(root, schema.inLanguage)
    .map((tag) => tag.toLowerCase().split('-', 1)[0] ?? '');
  return [...new Set([...spoken, ...stated])].filter((tag) => tag !== '').sort();
}

function sourcesOf({ voices, sourceName }: DocContext): DocSource[] {
  return inOrder(voices).map(({ claim, quads }) => {
    const description = describe(quads);
    const root = quads[0]?.subject.value.split('#', 1)[0] ?? '';
    return withoutUndefined({
      source: claim.record.source,
      sourceName: sourceName(claim.record.source),
      set: claim.record.set,
      key: claim.record.key,
      licence: claim.licence,
      agreement: claim.agreement,
      url: description.first(root, schema.url),
      harvestedAt: claim.since,
      modifiedAt: description.first(root, schema.dateModified),
      isStale: claim.isStale ? true : undefined,
    });
  });
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves absent members out, so that equal docs are equal JSON. */
function withoutUndefined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
