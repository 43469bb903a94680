import type { Reroute } from '@sveltejs/kit/hooks';
import { deLocalizeHref } from '#lib/localized-path.ts';

export const reroute: Reroute = ({ url }) => deLocalizeHref(url.pathname);
