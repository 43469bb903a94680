import type { Reroute, Transport } from '@sveltejs/kit/hooks';
import { JsonText } from '#lib/json-text.ts';
import { deLocalizeHref } from '#lib/localized-path.ts';

export const reroute: Reroute = ({ url }) => deLocalizeHref(url.pathname);

export const transport: Transport = {
  JsonText: {
    encode: (value) => value instanceof JsonText && JSON.stringify(value.value),
    decode: (text: string) => new JsonText<unknown>(JSON.parse(text)),
  },
};
