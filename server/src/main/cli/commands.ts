import type { Command } from './command.ts';
import { backupCommand, rebaseCommand, restoreCommand } from './data.ts';
import { acceptCommand, eraseCommand, mergeCommand, refuseCommand, undoCommand } from './decisions.ts';
import { exportCommand } from './export.ts';
import { geocodeCommand } from './geocode.ts';
import { placesCommand } from './places.ts';
import { harvestCommand, reprocessCommand } from './harvest.ts';
import { rebuildCommand } from './rebuild.ts';
import { runCommand } from './run.ts';
import { searchCommand, sparqlCommand } from './search.ts';
import { searchesCommand } from './searches.ts';
import { serveCommand } from './serve.ts';
import { sourceCommand } from './source.ts';
import { statusCommand } from './status.ts';
import { suggestCommand } from './suggest.ts';
import { territoriesCommand } from './territories.ts';
import { validateCommand } from './validate.ts';

/** Every command by its name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  serve: serveCommand,
  harvest: harvestCommand,
  reprocess: reprocessCommand,
  status: statusCommand,
  source: sourceCommand,
  run: runCommand,
  validate: validateCommand,
  places: placesCommand,
  territories: territoriesCommand,
  geocode: geocodeCommand,
  search: searchCommand,
  searches: searchesCommand,
  sparql: sparqlCommand,
  suggest: suggestCommand,
  rebuild: rebuildCommand,
  rebase: rebaseCommand,
  export: exportCommand,
  backup: backupCommand,
  restore: restoreCommand,
  merge: mergeCommand,
  accept: acceptCommand,
  refuse: refuseCommand,
  undo: undoCommand,
  erase: eraseCommand,
};
