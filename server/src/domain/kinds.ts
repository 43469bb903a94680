/** The kinds of things, in the order in which pages list them. */
export const kinds = ['innovation', 'solution', 'organization', 'programme', 'resource', 'event'] as const;

export type Kind = (typeof kinds)[number];

/** The first part of each kind's page path, the same in every language. */
export const kindPaths: Readonly<Record<Kind, string>> = {
  innovation: 'fiche',
  solution: 'solution',
  organization: 'organisation',
  programme: 'programme',
  resource: 'ressource',
  event: 'evenement',
};
