import { createKeyReader } from './key-rule.ts';
import type { Json } from './protocol.ts';
import { labelKey } from './source/crosswalk.ts';
import type { Source, SourceSet } from './source/source.ts';

type Agreement = Source['agreement'];

/** From least to most. */
const levels: readonly Agreement[] = ['none', 'link-only', 'display', 'open'];

/** What one record allows, and the text that it says so with, where the declaration does not list that text. */
export interface RecordAgreement {
  readonly agreement: Agreement;
  readonly unlisted?: string;
}

/**
 * The agreement of one record: its source's, unless the set reads a narrower one from a field. A record never widens
 * what its source allows, and a text that is not listed counts as the narrowest that is: nothing is shown by mistake.
 */
export function recordAgreement(
  { source, set }: { readonly source: Pick<Source, 'agreement'>; readonly set: Pick<SourceSet, 'agreement'> },
  payload: { readonly [name: string]: Json },
): RecordAgreement {
  if (set.agreement === undefined) return { agreement: source.agreement };
  const { field, values } = set.agreement;
  const listed = new Map(Object.entries(values).map(([text, level]) => [labelKey(text), level]));
  const texts = createKeyReader(field)(payload);
  const unlisted = texts.find((text) => !listed.has(labelKey(text)));
  const said = texts.flatMap((text) => listed.get(labelKey(text)) ?? [...listed.values()]);
  return {
    agreement: narrowest([source.agreement, ...said]),
    ...(unlisted === undefined ? {} : { unlisted }),
  };
}

function narrowest(agreements: readonly Agreement[]): Agreement {
  return levels.find((level) => agreements.includes(level)) ?? 'none';
}
