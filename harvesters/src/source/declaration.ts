import { z } from 'zod';

const text = z.string('Write a text.').trim().min(1, 'Write a text that is not empty.');
const name = z
  .union([text, z.strictObject({ fr: text, en: text.optional() })], {
    error: 'Write a text, or one text a language: { fr: …, en: … }.',
  })
  .transform((value): Readonly<Record<string, string>> =>
    typeof value === 'string'
      ? { fr: value }
      : { fr: value.fr, ...(value.en === undefined ? {} : { en: value.en }) },
  );
const level = z.enum(['none', 'link-only', 'display', 'open'], {
  error: 'Write one of: none, link-only, display, open.',
});
const agreement = z
  .union([
    level,
    z.strictObject({ level, document: text.optional(), date: text.optional(), signatory: text.optional() }),
  ])
  .transform((value) => (typeof value === 'string' ? value : value.level));
const rule = z.union(
  [text, z.strictObject({ path: text, match: text, write: text.default('$1') })],
  'Write the path of a field, or { path: …, match: a regular expression, write: $1 }.',
);
const rules = z
  .union([rule, z.array(rule).min(1)], {
    error:
      'Write the path of a field, or { path: …, match: a regular expression, write: $1 }; or a list of these.',
  })
  .transform((value): readonly KeyRule[] => (Array.isArray(value) ? value : [value]));

/** Where a list is read: by which protocol, and in which file of a local copy. */
const reading = {
  protocol: text,
  options: z.record(z.string(), z.unknown()).default({}),
  local: text.optional(),
  unwrap: z.literal('js-assignment', 'Write js-assignment, or leave it out.').optional(),
};

const join = z.strictObject({
  ...reading,
  on: rule,
  to: rule,
  many: z.boolean('Write true or false.').default(false),
});

const set = z.strictObject({
  ...reading,
  key: rules,
  keyOtherwise: rules.optional(),
  formerKeys: rules.default([]),
  group: text.optional(),
  join: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z_]\w{0,62}$/, 'Name the field that the joined record gets in letters and digits.'),
      join,
    )
    .optional(),
  agreement: z
    .strictObject({
      field: rule,
      values: z
        .record(text, level)
        .refine((values) => Object.keys(values).length > 0, 'List at least one text and what it allows.'),
    })
    .optional(),
  deletedWhen: z
    .strictObject({ field: rule, values: z.array(text).min(1, 'List at least one text.').optional() })
    .optional(),
  complete: z.boolean('Write true or false.').default(true),
  mapping: text.optional(),
  persons: z
    .record(z.string(), z.enum(['name', 'mail', 'phone'], { error: 'Write one of: name, mail, phone.' }))
    .default({}),
});

/**
 * How a key is read in a record: the text of a field; or, when the field’s text matches, what `write` makes of it
 * (`$1`, `$2` are the groups of `match`).
 */
export type KeyRule = string | { readonly path: string; readonly match: string; readonly write: string };

/** `source.yaml`: the one schema that every source folder is held to. */
export const declaration = z.strictObject({
  id: z
    .string('Write a text.')
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Write lower-case letters, digits and hyphens only, 63 at most.'),
  name,
  homepage: z.url({ protocol: /^https?$/, error: 'Write an address that begins with http:// or https://.' }),
  contact: z.email('Write the e-mail address of the person or team who answers for this source.'),
  language: z
    .string('Write a language code.')
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Write a language code such as fr, en or de.'),
  licence: text,
  agreement,
  schedule: z
    .enum(['manual', 'hourly', 'daily', 'weekly', 'monthly'], {
      error: 'Write one of: manual, hourly, daily, weekly, monthly.',
    })
    .default('manual'),
  enabled: z.boolean('Write true or false.').default(false),
  rank: z.int('Write a whole number; lower ranks win.').min(0).max(1000).default(100),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the two capital letters of ISO 3166 (FR, BE, …).')
    .optional(),
  example: z.boolean('Write true or false.').default(false),
  builtIn: z.boolean('Write true or false.').default(false),
  sets: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'Name a set in lower-case letters, digits and hyphens.'),
      set,
    )
    .refine((sets) => Object.keys(sets).length > 0, 'Declare at least one set.'),
});

/** The fields that a set, and a list joined to it, may have. */
export const setFields = { set: Object.keys(set.shape), join: Object.keys(join.shape) };

export type Declaration = z.output<typeof declaration>;
