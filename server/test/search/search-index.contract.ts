import { describe } from 'vitest';
import { describeFilters } from './filters.contract.ts';
import { describeFollowing } from './following.contract.ts';
import { describePlaces } from './places.contract.ts';
import type { CreateIndex } from './search-docs.ts';
import { describeLikeness } from './likeness.contract.ts';
import { describeOrder } from './order.contract.ts';
import { describeRemovals } from './removals.contract.ts';
import { describeTexts } from './texts.contract.ts';
import { describeTyping } from './typing.contract.ts';
import { describeWords } from './words.contract.ts';

/** What every search index promises, shown against a live one. */
export function describeSearchIndexContract(name: string, create: CreateIndex): void {
  describe(`${name} as a search index`, () => {
    describe('words', () => {
      describeWords(create);
    });
    describe('texts', () => {
      describeTexts(create);
    });
    describe('order', () => {
      describeOrder(create);
    });
    describe('likeness', () => {
      describeLikeness(create);
    });
    describe('typing', () => {
      describeTyping(create);
    });
    describe('filters and facets', () => {
      describeFilters(create);
    });
    describe('removals', () => {
      describeRemovals(create);
    });
    describe('places', () => {
      describePlaces(create);
    });
    describe('changes', () => {
      describeFollowing(create);
    });
  });
}
