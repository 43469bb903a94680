import type { DocMissing, QualityDimension } from './thing-doc.ts';

/** What is measured of an entry or a source: one dimension, or all of them weighed together. */
export type QualityMeasure = QualityDimension | 'overall';

/** The figures of one entry or source by measure, each from 0 to 100. */
export type QualityMeasures = Readonly<Partial<Record<QualityMeasure, number>>>;

/** Ranges of ten points into which scores are counted; the last one holds 100 too. */
export const scoreRanges = 10;

/** A fix that several entries of a source need. */
export interface SourceFix extends Omit<DocMissing, 'points'> {
  /** Entries that need it. */
  readonly things: number;
  /** What mending it everywhere adds to the mean score of the source, with one decimal. */
  readonly points: number;
}

/** How good the entries are that a source feeds. An entry that several sources feed counts for each of them. */
export interface SourceQuality {
  readonly source: string;
  /** Entries that have a score. */
  readonly things: number;
  /** Means over the entries that have the measure, rounded. */
  readonly measures: QualityMeasures;
  /** Entries by overall score: from 0 to 9 first, from 90 to 100 last. */
  readonly distribution: readonly number[];
  /** The fix worth most points first. */
  readonly fixes: readonly SourceFix[];
}
