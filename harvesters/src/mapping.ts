import { alignmentsVersion, conceptIri, conceptsStandingFor } from '@carrefour/ontology';
import { parse } from 'yaml';
import { createMapping, type Mapping } from './map/mapping.ts';
import { pathOf } from './key-rule.ts';
import { protocols } from './protocols/registry.ts';
import { labelKey } from './source/crosswalk.ts';
import type { Source, SourceSet } from './source/source.ts';

/**
 * Makes the mapping of a set out of its files, its source's crosswalk, the alignments with other vocabularies and the
 * function library. Throws SyntaxError for files that `checkSource` finds mistakes in.
 */
export function compileMapping({
  source: { crosswalk },
  set,
}: {
  readonly source: Pick<Source, 'crosswalk'>;
  readonly set: SourceSet;
}): Mapping {
  const meanings = [...crosswalk].flatMap(([scheme, labels]) =>
    [...labels].map(([label, codes]) => [scheme, label, ...codes].join('\t')),
  );
  return createMapping({
    ...(set.mapping === undefined ? {} : { content: parse(set.mapping.text) as unknown }),
    ...(set.query === undefined ? {} : { query: set.query.text }),
    harvested: harvestedFields(set),
    concepts: (scheme, label) =>
      crosswalk
        .get(scheme)
        ?.get(labelKey(label))
        ?.map((code) => conceptIri(scheme, code)) ?? aligned(scheme, label),
    identity: [set.mapping?.text ?? '', set.query?.text ?? '', alignmentsVersion, ...meanings.sort()],
  });
}

/** Where a source's own crosswalk is silent, a concept of another vocabulary means what the alignments say. */
function aligned(scheme: string, iri: string): string[] | undefined {
  const ours = conceptsStandingFor(iri).filter((concept) => concept.scheme === scheme);
  return ours.length === 0 ? undefined : ours.map((concept) => concept.iri);
}

/** The fields that the harvest itself reads or makes: keys, what lists are joined by, what the protocol adds. */
function harvestedFields(set: SourceSet): string[] {
  const { key, keyOtherwise = [], formerKeys, agreement, group, join, protocol } = set;
  const joined = Object.entries(join ?? {}).flatMap(([name, { on, to }]) => {
    const inner = pathOf(to);
    return [pathOf(on), ...(inner.startsWith('$') ? [] : [`${name}.${inner}`])];
  });
  const made = protocols[protocol]?.made ?? [];
  const rights = agreement === undefined ? [] : [agreement.field];
  return [...key, ...keyOtherwise, ...formerKeys, ...rights].map(pathOf).concat(group ?? [], joined, made);
}
