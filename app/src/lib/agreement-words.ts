import type { SourceSummary } from '@carrefour/server/contract';
import * as m from './paraglide/messages.js';

/** What a partner allows, in words. */
export const agreementWords: Readonly<Record<SourceSummary['agreement'], () => string>> = {
  none: m.agreement_none,
  'link-only': m.agreement_link_only,
  display: m.agreement_display,
  open: m.agreement_open,
};
