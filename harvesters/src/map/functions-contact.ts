import type { Call, MappingFunction } from './functions.ts';
import { plain } from './functions-text.ts';
import { excerpt, type Value } from './value.ts';

function url(text: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
  if (/[\s<>"{}|\\^`@]/.test(address) || !URL.canParse(address)) return undefined;
  const { protocol, hostname, username, href } = new URL(address);
  const isWeb = (protocol === 'http:' || protocol === 'https:') && username === '';
  return isWeb && /^[^.]+(\.[^.]+)+$/.test(hostname) && /[a-z]$/i.test(hostname) ? href : undefined;
}

function urls(call: Call): Value[] {
  return call.texts().flatMap((text) => {
    const found = url(text);
    if (found !== undefined) return [{ text: found, isIri: true }];
    call.report({
      fr: `« ${excerpt(text)} » n’est pas une adresse de site : écrivez-la ainsi : https://exemple.fr/page.`,
      en: `“${excerpt(text)}” is not the address of a site: write it as https://example.org/page.`,
    });
    return [];
  });
}

function mails(call: Call): Value[] {
  return call.texts().flatMap((text) => {
    const address = text.replace(/^mailto:/i, '').trim();
    if (/^[^\s@<>[\]]{1,64}@[^\s@<>[\]]{1,190}\.[a-z]{2,24}$/i.test(address)) return [{ text: address }];
    if (text.includes('[')) return [];
    call.report({
      fr: `« ${excerpt(text)} » n’est pas une adresse électronique.`,
      en: `“${excerpt(text)}” is not an e-mail address.`,
    });
    return [];
  });
}

function phones(call: Call): Value[] {
  return call.texts().flatMap((text) => {
    const digits = text.replace(/\D/g, '');
    if (digits.length >= 6 && digits.length <= 17) return plain([text.replace(/\s+/gu, ' ')]);
    call.report({
      fr: `« ${excerpt(text)} » n’est pas un numéro de téléphone.`,
      en: `“${excerpt(text)}” is not a telephone number.`,
    });
    return [];
  });
}

function concepts(call: Call): Value[] {
  const scheme = call.setting('scheme') ?? '';
  return call.texts().flatMap((text) => {
    const found = call.concepts(scheme, text);
    if (found === undefined) call.reportLabel(scheme, text);
    return (found ?? []).map((iri) => ({ text: iri, isIri: true }));
  });
}

/** Functions for addresses, numbers and the source's own labels. */
export const contactFunctions: Readonly<Record<string, MappingFunction>> = {
  url: { parameters: ['value'], run: urls },
  mail: { parameters: ['value'], run: mails },
  phone: { parameters: ['value'], run: phones },
  concept: { parameters: ['value', 'scheme'], run: concepts },
  countryCode: { parameters: ['value'], run: (call) => plain(call.texts()) },
};
