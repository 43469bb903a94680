import { car, dcterms, rdf, schema } from '@carrefour/ontology';
import type { Quad } from 'n3';
import { kindClasses, kindOfClass } from '../domain/kind-classes.ts';
import type { Kind } from '../domain/kinds.ts';
import { thingIri, type ThingId } from '../domain/thing-id.ts';
import type { Voice } from './voice.ts';

/** Properties of which every voice's values stand side by side; of all others the best voice's values win. */
const cumulative = new Set<string>([
  rdf.type,
  dcterms.subject,
  schema.audience,
  schema.keywords,
  schema.sameAs,
  schema.inLanguage,
  schema.alternateName,
  schema.funder,
  car.method,
  car.actorType,
  car.partner,
  car.implements,
  car.programme,
]);

/** What was elected about one thing for one audience. */
export interface Elected {
  readonly kind: Kind;
  /** The thing's own statements and those of the parts that they lead to. */
  readonly quads: readonly Quad[];
  /** The voice that each property's value was taken from, by property and language. */
  readonly winners: ReadonlyMap<string, Voice>;
}

/** Best rank first; then source, set and key, so that the outcome never depends on arrival. */
export function inOrder(voices: readonly Voice[]): Voice[] {
  return [...voices].sort((a, b) => a.claim.rank - b.claim.rank || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameOf({ claim: { record }, member }: Voice): string {
  return [record.source, record.set, record.key, member].join('\0');
}

/**
 * Elects a thing's values: per (property, language), the first voice that has one wins with all that it says there;
 * cumulative properties keep every voice's values. Parts (a place, its address) come with the statement that leads to
 * them. Undefined when there is no voice.
 */
export function elect(canonical: ThingId, voices: readonly Voice[]): Elected | undefined {
  const ordered = inOrder(voices);
  const [first] = ordered;
  if (first === undefined) return undefined;
  const root = thingIri(canonical);
  const winners = new Map<string, Voice>();
  const quads = new Map<string, Quad>();
  for (const voice of ordered) {
    const parts = Map.groupBy(voice.quads, ({ subject }) => subject.value);
    for (const quad of parts.get(root) ?? []) {
      if (!isElected(quad, { voice, winners, kind: first.kind })) continue;
      for (const taken of withParts(quad, parts, root)) quads.set(keyOf(taken), taken);
    }
  }
  return { kind: first.kind, quads: [...quads.values()], winners };
}

function isElected(
  { predicate, object }: Quad,
  { voice, winners, kind }: { voice: Voice; winners: Map<string, Voice>; kind: Kind },
): boolean {
  if (predicate.value === rdf.type && kindOfClass(object.value) !== undefined) {
    return object.value === kindClasses[kind];
  }
  const language = object.termType === 'Literal' ? object.language : '';
  const name = electionKey(predicate.value, language);
  if (!winners.has(name)) winners.set(name, voice);
  return cumulative.has(predicate.value) || winners.get(name) === voice;
}

/** How {@link Elected.winners} names a property in a language (empty without one). */
export function electionKey(property: string, language = ''): string {
  return `${property} ${language}`;
}

function withParts(quad: Quad, parts: ReadonlyMap<string, readonly Quad[]>, root: string): Quad[] {
  const taken = [quad];
  const reached = new Set<string>();
  for (const { object } of taken) {
    if (object.value === root || reached.has(object.value) || object.termType !== 'NamedNode') continue;
    reached.add(object.value);
    if (object.value.startsWith(`${root}#`)) taken.push(...(parts.get(object.value) ?? []));
  }
  return taken;
}

function keyOf({ subject, predicate, object }: Quad): string {
  const language = object.termType === 'Literal' ? `${object.language} ${object.datatype.value}` : '';
  return [subject.value, predicate.value, object.termType, object.value, language].join('\0');
}
