import type { SchemeKnowledge } from './example.ts';
import type { KnownLabel } from './label-matcher.ts';
import type { TrainingText } from './linear-weights.ts';

/** The concepts' labels, and those of crosswalks. */
export function knownLabels({ concepts, examples }: SchemeKnowledge): KnownLabel[] {
  return [
    ...concepts.flatMap(({ code, labels }) => labels.map((label) => ({ label, classes: [code] }))),
    ...examples
      .filter(({ origin }) => origin === 'mapped')
      .map(({ text, codes, source }) => ({ label: text, classes: codes, source })),
  ];
}

/** Every label, for the broader concept too: who speaks of prevention speaks of health. */
export function labelsWithBroader(knowledge: SchemeKnowledge): KnownLabel[] {
  const upwards = broaderOf(knowledge);
  return knownLabels(knowledge).map((known) => ({ ...known, classes: upwards(known.classes) }));
}

/** Every text whose concepts are known, with their broader concepts. */
export function trainingTexts(knowledge: SchemeKnowledge): TrainingText[] {
  const upwards = broaderOf(knowledge);
  return [
    ...knowledge.concepts.flatMap(({ code, labels, definitions }) =>
      [...labels, ...definitions].map((text) => ({ text, classes: upwards([code]) })),
    ),
    ...knowledge.examples.map(({ text, codes }) => ({ text, classes: upwards(codes) })),
  ];
}

function broaderOf({ concepts }: SchemeKnowledge): (codes: readonly string[]) => string[] {
  const broader = new Map(concepts.map((concept) => [concept.code, concept.broader]));
  return (codes) => [
    ...new Set(
      codes.flatMap((code) => {
        const above = broader.get(code);
        return above === undefined ? [code] : [code, above];
      }),
    ),
  ];
}
