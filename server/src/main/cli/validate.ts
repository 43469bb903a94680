import { readFile } from 'node:fs/promises';
import { createChecker, type CheckReport } from '@carrefour/shapes';
import { Parser, type Quad } from 'n3';
import { AppError } from '../../domain/app-error.ts';
import { createSafeFetch } from '@carrefour/harvesters';
import { exit, textOption, type Call, type Command } from './command.ts';

const maxBytes = 20_000_000;
const profiles = ['publishable', 'good', 'excellent'] as const;

export const validateCommand: Command = {
  usage: 'validate FILE|URL [--profile publishable|good|excellent] [--json]',
  summary: 'Check an RDF file (Turtle, TriG, N-Triples, N-Quads) against the shapes.',
  options: { profile: { type: 'string' } },
  async run(call) {
    const [name] = call.positionals;
    const profile = profiles.find((known) => known === (textOption(call, 'profile') ?? 'publishable'));
    if (name === undefined || profile === undefined)
      throw new AppError('wrong-request', `Usage: carrefour ${validateCommand.usage}`);
    const quads = parse(await read(name, call), name);
    const checker = await createChecker();
    const report = await checker.check(quads, { profile });
    if (call.options['json'] === true) call.print(JSON.stringify(report));
    else printReport(report, call);
    return report.conforms ? exit.done : exit.incomplete;
  },
};

async function read(name: string, { config }: Call): Promise<string> {
  if (/^https?:/.test(name)) {
    const fetch = createSafeFetch({ allow: config.fetch.allow, contact: config.fetch.contact });
    return new TextDecoder().decode((await fetch(name)).bytes);
  }
  const bytes = await readFile(name).catch((cause: unknown) => {
    throw new AppError('wrong-request', `“${name}” cannot be read: check the path.`, { cause });
  });
  if (bytes.length > maxBytes)
    throw new AppError('too-large', `“${name}” is larger than 20 MB: cut it into parts.`);
  return bytes.toString('utf8');
}

function parse(text: string, name: string): Quad[] {
  try {
    return new Parser().parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('wrong-request', `“${name}” is not Turtle, TriG, N-Triples or N-Quads: ${detail}`, {
      cause,
    });
  }
}

function printReport({ conforms, results }: CheckReport, { print }: Call): void {
  for (const { severity, focusNode, path, message } of results) {
    print(
      `${severity}: ${focusNode}${path === undefined ? '' : ` ${path}`}\n    ${message.en}\n    ${message.fr}`,
    );
  }
  print(conforms ? 'The data conforms.' : 'The data does not conform.');
}
