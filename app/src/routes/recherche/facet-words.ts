import type { FacetName } from '@carrefour/server/contract';
import * as m from '#lib/paraglide/messages.js';

/** The legend of each facet. */
export const facetWord: Readonly<Record<FacetName, () => string>> = {
  kind: m.facet_kind,
  theme: m.facet_theme,
  territory: m.facet_territory,
  audience: m.facet_audience,
  stage: m.facet_stage,
  method: m.facet_method,
  actor: m.facet_actor,
  source: m.facet_source,
  contentLang: m.facet_content_lang,
  licence: m.facet_licence,
  programme: m.facet_programme,
  sdg: m.facet_sdg,
  evidence: m.facet_evidence,
  seeks: m.facet_seeks,
  quality: m.facet_quality,
  rights: m.facet_rights,
};
