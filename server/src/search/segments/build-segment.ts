import { kinds } from '../../domain/kinds.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import { fold } from '../analysis/fold.ts';
import { termKey } from '../analysis/lexeme.ts';
import {
  carrierOf,
  completeness,
  conceptNames,
  facetsOf,
  textsOf,
  updatedAt,
  yearOf,
  type TerritoryNames,
} from '../document.ts';
import { worldOf } from '../geo.ts';
import { conceptLabels, conceptsField, labelColumns } from './concept-labels.ts';
import { facetClasses } from './facet-classes.ts';
import { docsByValue, facetColumns } from './facet-columns.ts';
import { readField } from './field-words.ts';
import { fields, lengthCode, nameField, positionBits } from './fields.ts';
import { postingImpacts } from './impacts.ts';
import { OccurrenceLog } from './occurrence-log.ts';
import { packSections } from './sections.ts';
import {
  atBeginning,
  idLength,
  idSpace,
  linkSpace,
  placeRoles,
  proposalSpace,
  type SegmentColumns,
  type SegmentMeta,
} from './segment.ts';
import { termColumns } from './term-columns.ts';

const textFields = fields.filter((name) => name !== 'concepts');

/** A segment of some docs, in the order given; each thing once. */
export function buildSegment(docs: readonly ThingDoc[], territories: TerritoryNames): SharedArrayBuffer {
  const log = new OccurrenceLog();
  const lengths = new Uint8Array(docs.length * fields.length);
  for (const [doc, said] of docs.entries()) {
    log.add(termKey(idSpace, '', said.id), doc);
    for (const id of new Set(said.links.map((link) => link.id))) log.add(termKey(linkSpace, '', id), doc);
    for (const { id } of said.proposals ?? []) log.add(termKey(proposalSpace, '', id), doc);
    lengths.set(logWords(log, doc, textsOf(said, territories)), doc * fields.length);
    lengths[doc * fields.length + conceptsField] = logConcepts(log, doc, conceptNames(said));
  }
  const keys = log.keys();
  const postings = log.postings(keys);
  const { columns: values, facets } = facetColumns(docs.map(facetsOf));
  const { columns: classes, groups } = facetClasses(values, facets);
  const columns: SegmentColumns = {
    ...termColumns(keys),
    ...postings,
    postingImpacts: postingImpacts(keys, { ...postings, lengths }),
    ...labelColumns(keys),
    ...nameColumns(keys, postings),
    ...docColumns(docs),
    ...values,
    ...docsByValue(values),
    ...classes,
    ...pointColumns(docs),
    lengths,
  };
  return packSections({ ...columns }, { docs: docs.length, facets, groups } satisfies SegmentMeta);
}

/** Logs a doc's own words; gives the codes of its fields' lengths. */
function logWords(log: OccurrenceLog, doc: number, texts: ReturnType<typeof textsOf>): Uint8Array {
  const lengths = new Uint8Array(fields.length);
  for (const name of textFields) {
    const field = fields.indexOf(name);
    const length = readField(texts[name], field, (lexeme, occurrence) => {
      log.addWord(lexeme, doc, occurrence);
    });
    lengths[field] = lengthCode(length);
  }
  return lengths;
}

/** Logs which concepts a doc has, whose words are known to the segment; gives the code of the length of their labels. */
function logConcepts(log: OccurrenceLog, doc: number, names: ReadonlySet<string>): number {
  let length = 0;
  for (const name of names) {
    const labels = conceptLabels(name);
    if (labels.length === 0) continue;
    const isNew = log.add(labels.key, doc);
    if (isNew) for (const { key } of labels.words) log.know(key);
    length += labels.length;
  }
  return lengthCode(length);
}

/** The part of the postings that completion reads: docs by the words of their names. */
function nameColumns(
  keys: readonly string[],
  columns: Pick<
    SegmentColumns,
    'postingStarts' | 'postingDocs' | 'postingCounts' | 'occurrenceStarts' | 'occurrences'
  >,
): Pick<SegmentColumns, 'nameStarts' | 'nameDocs'> {
  const nameStarts = new Uint32Array(keys.length + 1);
  const nameDocs: number[] = [];
  for (const [term, key] of keys.entries()) {
    if (!key.startsWith('#')) pushNames(columns, term, nameDocs);
    nameStarts[term + 1] = nameDocs.length;
  }
  return { nameStarts, nameDocs: Uint32Array.from(nameDocs) };
}

function pushNames(columns: Parameters<typeof nameColumns>[1], term: number, nameDocs: number[]): void {
  let occurrence = columns.occurrenceStarts[term] ?? 0;
  for (let at = columns.postingStarts[term] ?? 0; at < (columns.postingStarts[term + 1] ?? 0); at += 1) {
    const first = columns.occurrences[occurrence] ?? 0;
    if (first >>> positionBits === nameField) {
      const doc = columns.postingDocs[at] ?? 0;
      nameDocs.push(first === 0 ? (doc | atBeginning) >>> 0 : doc);
    }
    occurrence += columns.postingCounts[at] ?? 0;
  }
}

function docColumns(
  docs: readonly ThingDoc[],
): Pick<
  SegmentColumns,
  'ids' | 'kinds' | 'updated' | 'completeness' | 'years' | 'carriers' | 'nameLengths' | 'roles'
> {
  const ids = new Uint8Array(docs.length * idLength);
  for (const [doc, { id }] of docs.entries()) {
    for (let at = 0; at < idLength; at += 1) ids[doc * idLength + at] = id.charCodeAt(at);
  }
  return {
    ids,
    kinds: Uint8Array.from(docs, ({ kind }) => kinds.indexOf(kind)),
    updated: Float64Array.from(docs, updatedAt),
    completeness: Float64Array.from(docs, completeness),
    years: Uint16Array.from(docs, yearOf),
    carriers: Uint32Array.from(docs, (doc) => hashOf(carrierOf(doc) ?? '')),
    nameLengths: Uint16Array.from(docs, ({ title }) =>
      Math.min(fold(Object.values(title)[0] ?? '').length, 65_535),
    ),
    roles: Uint8Array.from(docs, ({ places }) =>
      places.reduce((bits, { role }) => bits | (1 << placeRoles.indexOf(role)), 0),
    ),
  };
}

/** FNV-1a; 0 for nothing. */
function hashOf(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash || 1;
}

function pointColumns(
  docs: readonly ThingDoc[],
): Pick<SegmentColumns, 'pointStarts' | 'pointLats' | 'pointLons' | 'pointXs' | 'pointYs' | 'pointRoles'> {
  const pointStarts = new Uint32Array(docs.length + 1);
  const points: { lat: number; lon: number; role: number }[] = [];
  for (const [doc, { places }] of docs.entries()) {
    for (const { lat, lon, role } of places) {
      if (lat !== undefined && lon !== undefined) points.push({ lat, lon, role: placeRoles.indexOf(role) });
    }
    pointStarts[doc + 1] = points.length;
  }
  const world = points.map(({ lat, lon }) => worldOf(lat, lon));
  return {
    pointStarts,
    pointLats: Float64Array.from(points, ({ lat }) => lat),
    pointLons: Float64Array.from(points, ({ lon }) => lon),
    pointXs: Float64Array.from(world, ([x]) => x),
    pointYs: Float64Array.from(world, ([, y]) => y),
    pointRoles: Uint8Array.from(points, ({ role }) => role),
  };
}
