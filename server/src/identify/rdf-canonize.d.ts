declare module 'rdf-canonize' {
  /** RDFC-1.0 canonicalisation. Rejects when the graph exceeds the work limit. */
  export function canonize(
    input: string,
    options: {
      readonly algorithm: 'RDFC-1.0';
      readonly inputFormat: 'application/n-quads';
      readonly format: 'application/n-quads';
    },
  ): Promise<string>;
}
