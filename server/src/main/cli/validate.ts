import { readFile } from 'node:fs/promises';
import { createSafeFetch } from '@carrefour/harvesters';
import { createChecker } from '@carrefour/shapes';
import { AppError } from '../../domain/app-error.ts';
import { validationProfiles, type ValidationInput, type ValidationReport } from '../../domain/validation.ts';
import { inferNothing } from '../../enrich/inference.ts';
import { openPlaces } from '../../enrich/places.ts';
import { validateInput } from '../../validate/validate-input.ts';
import type { InputBounds } from '../../validate/validator.ts';
import { electionRules } from '../election-rules.ts';
import { exit, textOption, type Call, type Command } from './command.ts';

/** One's own file on one's own machine may be larger than what the public may send. */
const ownBounds: InputBounds = { bytes: 20_000_000, depth: 256, quads: 500_000 };
const placesShown = 5;

export const validateCommand: Command = {
  usage: 'validate FILE|URL [--profile publishable|good|excellent] [--mapping FILE] [--lang fr|en] [--json]',
  summary:
    'Check JSON-LD, Turtle, TriG, N-Triples, N-Quads, RDF/XML, or CSV with a mapping, against the shapes.',
  options: { profile: { type: 'string' }, mapping: { type: 'string' }, lang: { type: 'string' } },
  async run(call) {
    const [name] = call.positionals;
    const profile = validationProfiles.find(
      (known) => known === (textOption(call, 'profile') ?? 'publishable'),
    );
    if (name === undefined || profile === undefined)
      throw new AppError('wrong-request', `Usage: carrefour ${validateCommand.usage}`);
    const mapping = textOption(call, 'mapping');
    const input: ValidationInput = {
      ...(await read(name, call)),
      profile,
      ...(mapping === undefined ? {} : { mapping: await readText(mapping) }),
    };
    const checker = await createChecker();
    const rules = electionRules({
      checker,
      places: openPlaces(),
      sources: new Map(),
      rehearsal: false,
      infer: inferNothing,
    });
    const report = await validateInput(input, { rules, bounds: ownBounds });
    if (call.options['json'] === true) call.print(JSON.stringify(report));
    else printReport(report, { name, call });
    return report.conforms ? exit.done : exit.incomplete;
  },
};

async function read(
  name: string,
  { config }: Call,
): Promise<Pick<ValidationInput, 'text' | 'name' | 'mediaType'>> {
  if (!/^https?:/.test(name)) return { text: await readText(name), name };
  const fetch = createSafeFetch({ allow: config.fetch.allow, contact: config.fetch.contact });
  const { bytes, headers, url } = await fetch(name);
  return { text: new TextDecoder().decode(bytes), name: url, mediaType: headers['content-type'] ?? '' };
}

async function readText(name: string): Promise<string> {
  return readFile(name, 'utf8').catch((cause: unknown) => {
    throw new AppError('wrong-request', `“${name}” cannot be read: check the path.`, { cause });
  });
}

function printReport(report: ValidationReport, { name, call }: { name: string; call: Call }): void {
  const lang = textOption(call, 'lang') === 'en' ? 'en' : 'fr';
  for (const { severity, cause, message, count, places } of report.causes) {
    const many = count > 1 ? ` (× ${String(count)})` : '';
    call.print(`${severity} ${cause}${many}: ${message[lang] ?? message['en'] ?? ''}`);
    for (const { line, document, focusNode, value } of places.slice(0, placesShown)) {
      const file = document === 'mapping' ? (textOption(call, 'mapping') ?? name) : name;
      const where = line === undefined ? file : `${file}:${String(line)}`;
      call.print(`    ${[where, focusNode, value].filter((part) => part !== undefined).join('  ')}`);
    }
  }
  const { conforms, profile, quads, things } = report;
  call.print(
    `${String(quads)} statements, ${String(things)} things: ${conforms ? 'conforms' : 'does not conform'} (${profile}).`,
  );
}
