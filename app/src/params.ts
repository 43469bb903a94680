import { defineParams } from '@sveltejs/kit/params';

const kindPaths = new Set(['fiche', 'solution', 'organisation', 'programme', 'ressource', 'evenement']);

export const params = defineParams({
  kindPath: (param) => (kindPaths.has(param) ? param : undefined),
});
