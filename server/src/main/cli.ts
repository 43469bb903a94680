import { parseArgs } from 'node:util';
import { AppError } from '../domain/app-error.ts';
import { exit, type Call, type Command } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { readConfig } from './config.ts';
import { openPlatform, type Platform } from './platform.ts';

const wrongUse = new Set([
  'wrong-request',
  'wrong-configuration',
  'not-found',
  'gone',
  'too-large',
  'too-costly',
]);

function help(): string {
  const width = 22;
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`);
  return [
    'carrefour: linked open data of social innovation',
    '',
    'Usage: carrefour COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'carrefour COMMAND --help says more. With --json, results are one JSON text on standard output.',
    'Exit codes: 0 done, 1 some records failed or a run is held, 2 wrong use or configuration, 3 environment failure.',
  ].join('\n');
}

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(`${help()}\n`);
    return exit.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new AppError('wrong-request', `There is no command “${name}”.\n\n${help()}`);
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, ...command.options },
    allowPositionals: true,
  });
  if (values['help'] === true) {
    process.stdout.write(`Usage: carrefour ${command.usage}\n\n${command.summary}\n`);
    return exit.done;
  }
  return runCommand(command, { positionals, options: values });
}

async function runCommand(command: Command, given: Pick<Call, 'positionals' | 'options'>): Promise<number> {
  const config = readConfig(process.env);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop.abort();
    });
  const named = given.options['sources'];
  const sources = Array.isArray(named) ? (named as string[]) : [];
  let platform: Platform | undefined;
  try {
    return await command.run({
      ...given,
      config,
      signal: stop.signal,
      print: (text) => process.stdout.write(`${text}\n`),
      tell: (text) => process.stderr.write(`${text}\n`),
      open: async () => (platform ??= await openPlatform(config, { sources })),
    });
  } finally {
    await platform?.close();
  }
}

/** What went wrong as one text for a person, and the exit code. */
function report(error: unknown): number {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    return wrongUse.has(error.code) ? exit.wrongUse : exit.environment;
  }
  const isArgumentError =
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isArgumentError) {
    process.stderr.write(`${error.message}\n`);
    return exit.wrongUse;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exit.environment;
}

/** A reader that has seen enough (`| head`) ends the command, and is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exit.done);
});

process.exitCode = await main(process.argv.slice(2)).catch(report);
