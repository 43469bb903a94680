/** What is wrong with an IRI: it cannot be one, it lacks its beginning, or it is a prefixed name that stayed one. */
export type IriFlaw = 'invalid' | 'relative' | 'unexpanded';

const illegal = /[<>"{}|\\^`]|[^!-\u{10ffff}]/u;

/** Schemes whose IRIs have no `//`; any other short name before a colon is a prefix that was not expanded. */
const plainSchemes = new Set(
  `about acct ark blob cid data did doi file geo gopher hdl info ipfs isbn issn javascript magnet mailto mid news ni oid
  sip sips sms swh tag tel urn uuid xmpp`.split(/\s+/),
);

/** What is wrong with an IRI, if anything is. */
export function iriFlaw(iri: string): IriFlaw | undefined {
  if (illegal.test(iri)) return 'invalid';
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(iri) ?? [];
  if (scheme === undefined) return 'relative';
  const isName = /^[A-Za-z_][\w.-]*$/.test(rest);
  return isName && !plainSchemes.has(scheme.toLowerCase()) ? 'unexpanded' : undefined;
}

/** The IRI with what cannot stand in one percent-encoded. */
export function escapeIri(iri: string): string {
  return iri.replace(/[<>"{}|\\^`]|[^!-\u{10ffff}]/gu, (sign) => encodeURIComponent(sign));
}
