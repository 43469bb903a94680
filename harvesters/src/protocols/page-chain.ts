import { HarvestError } from './harvest-error.ts';

/** The pages that one pass asks for, one after another: none twice, and no more than it may. */
export class PageChain {
  private readonly maxPages: number;
  private readonly seen = new Set<string>();

  constructor(maxPages: number) {
    this.maxPages = maxPages;
  }

  /** Notes a page before it is asked for. Throws HarvestError `endless-paging` or `too-many-pages`. */
  enter(url: string): void {
    if (this.seen.has(url))
      throw new HarvestError('endless-paging', `${url} comes a second time: its pages lead in a circle.`);
    if (this.seen.size >= this.maxPages)
      throw new HarvestError(
        'too-many-pages',
        `${url}: more than ${String(this.maxPages)} pages. Ask for larger pages.`,
      );
    this.seen.add(url);
  }
}
