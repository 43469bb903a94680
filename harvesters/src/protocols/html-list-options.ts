import { z } from 'zod';
import { paging } from './json-paging.ts';
import { pointers, pointsOnce } from './page-selector.ts';
import { sourceAddress } from './source-address.ts';

const attr = z.string('Write the name of an attribute, such as src.').min(1).toLowerCase();
const items = z.strictObject(pointers).superRefine(pointsOnce);
const link = z
  .strictObject({
    ...pointers,
    attr: attr.default('href'),
    /** For lists that give an id instead of a link. */
    address: z
      .string()
      .regex(/^https?:\/\/[^{}]*\{\}[^{}]*$/, 'Write an address with {} where the value goes.')
      .optional(),
  })
  .superRefine(pointsOnce);
const field = z
  .strictObject({
    ...pointers,
    attr: attr.optional(),
    all: z.boolean('Write true to keep every value that is found.').default(false),
    in: z.enum(['item', 'page'], { error: 'Write item or page.' }).optional(),
  })
  .superRefine(pointsOnce);

/** How a site is asked that shows its records on list pages. */
export const htmlListOptions = z
  .strictObject({
    /** The list page, or list pages, that the pass begins with. */
    url: z
      .union(
        [
          sourceAddress,
          z
            .array(sourceAddress)
            .min(1, 'Write at least one address.')
            .max(1000, 'Write “next” or “paging” instead.'),
        ],
        {
          error:
            'Write the address of the list, or a list of addresses, that begin with https://, http:// or file:.',
        },
      )
      .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given)),
    items,
    /** The link to the next list page. */
    next: link.optional(),
    /** List pages by number instead of by link. */
    paging: paging.optional(),
    /** The link from an item to the page about it. */
    follow: link.optional(),
    fields: z
      .record(z.string().min(1), field, 'Name at least one field: { title: { css: h2 } }.')
      .refine((fields) => Object.keys(fields).length > 0, 'Name at least one field: { title: { css: h2 } }.'),
    charset: z.string('Write the name of a charset, such as windows-1252.').optional(),
  })
  .superRefine(({ next, paging: numbered, follow, fields }, context) => {
    if (next !== undefined && numbered !== undefined)
      context.addIssue({ code: 'custom', path: ['paging'], message: 'Write either next or paging.' });
    for (const [name, { in: where }] of Object.entries(fields)) {
      if (where !== 'page' || follow !== undefined) continue;
      const message = 'There is no page but the list: write “follow”, or leave “in” out.';
      context.addIssue({ code: 'custom', path: ['fields', name, 'in'], message });
    }
  });

/** Options of `html-list`, selectors compiled. */
export type HtmlListOptions = z.output<typeof htmlListOptions>;
