import { createChecker } from '@carrefour/shapes';
import { inferNothing } from '../enrich/inference.ts';
import { openPlaces } from '../enrich/places.ts';
import { startWatchdog } from '../store/adapters/engine-watchdog.ts';
import { runValidator } from '../validate/adapters/validator-child.ts';
import type { ValidatorStart } from '../validate/adapters/validator-messages.ts';
import { validateInput } from '../validate/validate-input.ts';
import { publicBounds } from '../validate/validator.ts';
import { electionRules } from './election-rules.ts';

// The process that parses and checks what strangers send: it opens no file of the data folder and no connection.

// A terminal sends its signals to every process of the group; the web process decides when this one ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.once('disconnect', () => process.exit(0));

const { timeout, ...limits } = JSON.parse(process.argv[2] ?? '{}') as ValidatorStart;
const watchdog = startWatchdog(limits);
const checker = await createChecker();
const rules = electionRules({
  checker,
  places: openPlaces(),
  sources: new Map(),
  rehearsal: false,
  infer: inferNothing,
});
runValidator({
  validate: (input) => validateInput(input, { rules, bounds: publicBounds }),
  watchdog,
  timeout,
});
