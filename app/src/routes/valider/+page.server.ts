import { fail, redirect } from '@sveltejs/kit';
import type { ValidationRequest } from '@carrefour/server/contract';
import { localizeHref } from '#lib/localized-path.ts';
import type { Actions, PageServerLoad } from './$types';

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value.trim() : '');

/** What the form holds, or undefined when it holds nothing to check. A file wins over an address, both over the text. */
async function readForm(form: FormData): Promise<ValidationRequest | undefined> {
  const file = form.get('fichier');
  const url = textOf(form.get('adresse'));
  const text = textOf(form.get('texte'));
  const mappingFile = form.get('fichier-traduction');
  const mapping =
    mappingFile instanceof File && mappingFile.size > 0
      ? await mappingFile.text()
      : textOf(form.get('traduction'));
  const rules = { profile: 'publishable' as const, ...(mapping === '' ? {} : { mapping }) };
  if (file instanceof File && file.size > 0)
    return { ...rules, text: await file.text(), name: file.name, mediaType: file.type };
  if (url !== '') return { ...rules, url };
  return text === '' ? undefined : { ...rules, text };
}

/** What a link may put into the field; longer texts are files. */
const longestPrefill = 20_000;

/** `?texte=` fills the field, so that another page can offer a description to check. */
export const load: PageServerLoad = ({ url }) => ({
  texte: (url.searchParams.get('texte') ?? '').slice(0, longestPrefill),
});

export const actions: Actions = {
  /** Checks what was sent and leads to the page of its report. */
  async default({ request, locals: { client, lang } }) {
    const form = await request.formData();
    const values = {
      texte: textOf(form.get('texte')),
      adresse: textOf(form.get('adresse')),
      traduction: textOf(form.get('traduction')),
    };
    const asked = await readForm(form);
    if (asked === undefined) return fail(400, { ...values, problem: '' });
    let path: string;
    try {
      ({ path } = await client.validate(asked, lang));
    } catch (error) {
      return fail(400, { ...values, problem: error instanceof Error ? error.message : '' });
    }
    redirect(303, localizeHref(path));
  },
};
