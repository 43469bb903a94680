/**
 * Fills `${env:NAME}` in a set's options, at the moment of the harvest only: a secret is never in a declaration, a
 * ledger or a log.
 * @returns The options, and the name of a secret that is not set, if there is one.
 */
export function withSecrets(
  options: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): { options: unknown; missing?: string } {
  let missing: string | undefined;
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\$\{env:([A-Za-z_]\w*)\}/g, (_whole, name: string) => {
        if (environment[name] === undefined) missing ??= name;
        return environment[name] ?? '';
      });
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fill(inner)]));
  };
  return { options: fill(options), ...(missing === undefined ? {} : { missing }) };
}
