/** What a source allows, from least to most. A record may narrow its source's agreement, never widen it. */
export const agreements = ['none', 'link-only', 'display', 'open'] as const;

export type Agreement = (typeof agreements)[number];

/** Who a value is elected for: everyone on our pages, or everyone who takes the data away. */
export type Audience = 'shown' | 'open';

/** True when a record under `agreement` may speak to `audience`; `none` is shown in a rehearsal only. */
export function mayReach(agreement: Agreement, audience: Audience, rehearsal: { isOn: boolean }): boolean {
  if (audience === 'open') return agreement === 'open';
  return agreement !== 'none' || rehearsal.isOn;
}
