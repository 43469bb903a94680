import {
  concepts,
  conceptIri,
  conceptOfIri,
  conceptSchemes,
  jsonLdContext,
  rdf,
  writtenIri,
} from '@carrefour/ontology';
import { nearest } from '@carrefour/harvesters';
import type { Quad } from 'n3';
import { kindOfClass } from '../domain/kind-classes.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the words of a graph, beside its shapes: classes and concepts that do not exist, wrong spellings. */
export function wordFindings(quads: readonly Quad[], base: string): Finding[] {
  return quads.flatMap((quad) => [
    ...classFinding(quad, base),
    ...conceptFinding(quad),
    ...spellingFinding(quad),
  ]);
}

const classNames = Object.keys(jsonLdContext).filter((name) => /^[A-Z]/.test(name));

/** A class without a scheme was meant as a word of the context, and became a name below the record. */
function classFinding({ subject, predicate, object }: Quad, base: string): Finding[] {
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  if (predicate.value !== rdf.type || !object.value.startsWith(folder)) return [];
  const word = object.value.slice(folder.length);
  const near = nearest(word, classNames);
  const known = 'Innovation, Solution, Organization, Programme, Resource, Event, Place';
  return [
    {
      cause: 'unknown-type',
      severity: 'violation',
      focusNode: subject.value,
      path: predicate.value,
      value: object.value,
      message: {
        fr: `« ${word} » n’est pas une nature connue. ${near === undefined ? `Écrivez l’une de : ${known}.` : `Vouliez-vous écrire « ${near} » ?`}`,
        en: `“${word}” is not a known kind. ${near === undefined ? `Write one of: ${known}.` : `Did you mean “${near}”?`}`,
      },
    },
  ];
}

function conceptFinding({ subject, predicate, object }: Quad): Finding[] {
  if (object.termType !== 'NamedNode') return [];
  const scheme = conceptSchemes.find((name) => object.value.startsWith(conceptIri(name, '')));
  if (scheme === undefined || conceptOfIri(object.value) !== undefined) return [];
  const code = decodeURIComponent(object.value.slice(conceptIri(scheme, '').length));
  const meant = conceptMeant(scheme, code);
  return [
    {
      cause: 'unknown-concept',
      severity: 'violation',
      focusNode: subject.value,
      path: predicate.value,
      value: object.value,
      message: {
        fr: `« ${code} » n’est pas un code de la liste « ${scheme} ». ${meant === undefined ? `La liste : /concept/${scheme}.` : `Vouliez-vous écrire « ${meant} » ?`}`,
        en: `“${code}” is not a code of the list “${scheme}”. ${meant === undefined ? `The list: /concept/${scheme}.` : `Did you mean “${meant}”?`}`,
      },
    },
  ];
}

/** The code that was meant by a wrong one, or by the words for it. */
function conceptMeant(scheme: string, written: string): string | undefined {
  const all = concepts(scheme);
  const word = written.toLowerCase();
  const named = all.find(({ code, prefLabel, altLabels }) =>
    [code, prefLabel.fr, prefLabel.en, ...altLabels.fr, ...altLabels.en].some(
      (text) => text.toLowerCase() === word,
    ),
  );
  return (
    named?.code ??
    nearest(
      written,
      all.map(({ code }) => code),
    )
  );
}

function spellingFinding({ subject, predicate, object }: Quad): Finding[] {
  const iris = [predicate.value, ...(object.termType === 'NamedNode' ? [object.value] : [])];
  return iris.flatMap((iri): Finding[] => {
    const written = writtenIri(iri);
    if (written === iri) return [];
    return [
      {
        cause: 'other-spelling',
        severity: 'warning',
        focusNode: subject.value,
        path: predicate.value,
        ...(iri === predicate.value ? {} : { value: iri }),
        message: {
          fr: `Écrivez ${written} au lieu de ${iri}, comme son vocabulaire : une moisson lit les deux, cette vérification et d’autres logiciels non.`,
          en: `Write ${written} instead of ${iri}, as its vocabulary does: a harvest reads both, this check and other software do not.`,
        },
      },
    ];
  });
}

/** Nodes that are things: innovations, organizations… */
export function thingNodes(quads: readonly Quad[]): string[] {
  const nodes = quads.flatMap(({ subject, predicate, object }) =>
    predicate.value === rdf.type && kindOfClass(object.value) !== undefined ? [subject.value] : [],
  );
  return [...new Set(nodes)];
}
