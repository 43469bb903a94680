import type { SourceQuality } from '../../src/domain/source-quality.ts';

/** The quality of the fixture's first source, over so many entries. */
export function sourceQualityOf(things: number): SourceQuality {
  return {
    source: 'exemple-a',
    things,
    measures: { overall: 64, find: 70, complete: 58 },
    distribution: [0, 0, 0, 0, 0, 0, things, 0, 0, 0],
    fixes: [
      {
        constraint: 'need-given',
        dimension: 'complete',
        message: { fr: 'Dites le besoin.', en: 'Tell the need.' },
        things: 2,
        points: 5.3,
      },
    ],
  };
}
