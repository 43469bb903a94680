import type { FacetName } from '@carrefour/server/contract';
import * as m from '#lib/paraglide/messages.js';

const words: Readonly<Record<FacetName, () => string>> = {
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

/** The legend of each facet, in the language of the request. */
export function facetLegends(): Readonly<Record<FacetName, string>> {
  return Object.fromEntries(Object.entries(words).map(([facet, word]) => [facet, word()])) as Record<
    FacetName,
    string
  >;
}
