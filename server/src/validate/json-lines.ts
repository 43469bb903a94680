import { jsonLdContext, prefixes, rdf } from '@carrefour/ontology';
import type { Quad } from 'n3';
import type { JsonMember, JsonPlace } from './json-places.ts';
import type { SourceLines } from './source-lines.ts';

type JsonObject = Extract<JsonPlace, { is: 'object' }>;

const idNames = new Set(['id', '@id']);

/** Names under which the bundled context, or any text without one, may write a property. */
const namesByIri = Map.groupBy(
  Object.entries(jsonLdContext)
    .filter(([name]) => !name.startsWith('@'))
    .map(([name, definition]) => ({
      name,
      iri: expanded(typeof definition === 'string' ? definition : definition['@id']),
    })),
  ({ iri }) => iri,
);

function expanded(written: string): string {
  const [prefix = '', local = ''] = written.split(/:(.*)/s);
  const base = Object.entries(prefixes).find(([name]) => name === prefix)?.[1];
  return base === undefined ? written : base + local;
}

/**
 * Lines of a JSON-LD text. The graph that was made of it does not tell from where; an object is told by its id, and a
 * nameless one by the values that it shares with its node.
 */
export function linesOfJson(
  root: JsonPlace,
  { quads, base }: { quads: readonly Quad[]; base: string },
): SourceLines {
  const objects = [...objectsIn(root)];
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const found = new Map<string, JsonObject | undefined>();
  const objectOf = (node: string): JsonObject | undefined => {
    if (!found.has(node))
      found.set(node, bestObject(objects, { node, said: bySubject.get(node) ?? [], base }));
    return found.get(node);
  };
  return {
    lineOf({ focusNode, path, value }) {
      const object = objectOf(focusNode);
      if (object === undefined) return undefined;
      const member = path === undefined ? undefined : memberOf(object, path);
      if (member !== undefined) return lineWithin(member.value, value) ?? member.line;
      return object.members.find(({ name }) => idNames.has(name))?.line ?? object.line;
    },
  };
}

/** The first member of any object with this name; for words that no context knows. */
export function lineOfName(root: JsonPlace, name: string): number | undefined {
  for (const { members } of objectsIn(root)) {
    const member = members.find((one) => one.name === name);
    if (member !== undefined) return member.line;
  }
  return undefined;
}

/** Every object, the outer ones first, contexts left out. */
export function* objectsIn(place: JsonPlace): Generator<JsonObject> {
  if (place.is === 'plain') return;
  if (place.is === 'list') {
    for (const item of place.items) yield* objectsIn(item);
    return;
  }
  yield place;
  for (const { name, value } of place.members) if (name !== '@context') yield* objectsIn(value);
}

function bestObject(
  objects: readonly JsonObject[],
  { node, said, base }: { node: string; said: readonly Quad[]; base: string },
): JsonObject | undefined {
  let best: { object: JsonObject; score: number } | undefined;
  for (const object of objects) {
    const id = object.members.find(({ name }) => idNames.has(name))?.value;
    const isNamed = id?.is === 'plain';
    if (isNamed && !isSameIri(id.value, node, base)) continue;
    const score = (isNamed ? 1000 : 0) + said.filter((quad) => isSaidIn(object, quad)).length;
    if (score > (best?.score ?? 0)) best = { object, score };
  }
  return best?.object;
}

function isSameIri(written: string, node: string, base: string): boolean {
  return written === node || (URL.canParse(written, base) && new URL(written, base).href === node);
}

function isSaidIn(object: JsonObject, { predicate, object: { value } }: Quad): boolean {
  const member = memberOf(object, predicate.value);
  return member !== undefined && lineWithin(member.value, value) !== undefined;
}

function memberOf(object: JsonObject, path: string): JsonMember | undefined {
  if (path === rdf.type) return object.members.find(({ name }) => name === 'type' || name === '@type');
  const names = namesByIri.get(path) ?? [];
  return object.members.find(
    ({ name }) => expanded(name) === path || names.some((known) => known.name === name),
  );
}

/** The line of a value below a member: the text itself, or the code that an IRI ends with. */
function lineWithin(place: JsonPlace, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (place.is === 'plain') {
    const isSame =
      place.value === value || /[/#]/.test(value.slice(-place.value.length - 1, -place.value.length));
    return isSame && (place.value === value || value.endsWith(place.value)) ? place.line : undefined;
  }
  const inner = place.is === 'list' ? place.items : place.members.map((member) => member.value);
  for (const one of inner) {
    const line = lineWithin(one, value);
    if (line !== undefined) return line;
  }
  return undefined;
}
