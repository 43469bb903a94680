/**
 * A source that cannot be read as a whole: its pass is not complete, and nothing may be withdrawn because of it.
 */
export class HarvestError extends Error {
  readonly code: 'not-the-expected-format' | 'too-many-pages' | 'endless-paging';

  constructor(code: HarvestError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HarvestError';
    this.code = code;
  }
}
