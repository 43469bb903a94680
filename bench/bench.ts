/** One measurement that anyone can repeat: `npm run bench -- NAME [--option value …]`. */
export interface Bench {
  /** One line for the list of benches. */
  readonly summary: string;
  /** Names of its options with their defaults; every value is a text. */
  readonly options: Readonly<Record<string, string>>;
  /**
   * Measures and prints. Figures are ratios against a peer or a baseline of the same run wherever there is one, since
   * machines differ and are shared.
   */
  readonly run: (options: Readonly<Record<string, string>>) => Promise<void>;
}
