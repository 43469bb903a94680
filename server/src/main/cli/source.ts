import path from 'node:path';
import { checkSource } from '@carrefour/harvesters';
import { reportOf, type SetReport } from '../../backoffice/source-report.ts';
import { AppError } from '../../domain/app-error.ts';
import { enabledSetting } from '../sources.ts';
import { exit, type Call, type Command } from './command.ts';
import { namedSources } from './harvest.ts';
import { table } from './table.ts';

type Action = (target: string, call: Call) => Promise<number>;

const actions: Readonly<Record<string, Action>> = {
  check,
  report,
  enable: (id, call) => enable(id, { call, isEnabled: true }),
  disable: (id, call) => enable(id, { call, isEnabled: false }),
};

export const sourceCommand: Command = {
  usage:
    'source check DIR [--json] | source report ID [--sources DIR] [--json] | source enable ID | source disable ID',
  summary: 'Check a source folder, say what its records lack, or switch a source on or off.',
  options: { sources: { type: 'string', multiple: true } },
  async run(call) {
    const [name = '', target = ''] = call.positionals;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (target === '' || action === undefined) {
      throw new AppError('wrong-request', `Usage: carrefour ${sourceCommand.usage}`);
    }
    return action(target, call);
  },
};

async function check(folder: string, { options, print }: Call): Promise<number> {
  const mistakes = await checkSource(path.resolve(folder));
  if (options['json'] === true) print(JSON.stringify({ mistakes }));
  else if (mistakes.length === 0) print(`${folder}: no mistakes found.`);
  else {
    for (const { file, line, field, message, mend } of mistakes) {
      print(`${file}:${String(line)}: ${field === '' ? '' : `${field}: `}${message}\n    ${mend}`);
    }
    print(`${String(mistakes.length)} to mend.`);
  }
  return mistakes.length === 0 ? exit.done : exit.wrongUse;
}

async function report(id: string, call: Call): Promise<number> {
  const platform = await call.open();
  const [source] = await namedSources(platform, { ...call, positionals: [id] });
  if (source === undefined) return exit.wrongUse;
  const sets: SetReport[] = [];
  for (const set of source.sets) {
    sets.push(await reportOf(platform.claimRules(source, set), platform.ledger));
  }
  if (call.options['json'] === true) call.print(JSON.stringify({ source: id, sets }));
  else for (const set of sets) printReport(`${id}/${set.set}`, set, call);
  return exit.done;
}

function printReport(
  name: string,
  { failures, quarantined, fields, unmappedLabels }: SetReport,
  { print }: Call,
): void {
  print(`${name}: ${String(failures.length)} records could not be read.`);
  for (const { locator, reason } of failures) print(`  ${locator}: ${reason}`);
  print(`${name}: ${String(quarantined.length)} records cannot be published as they are.`);
  for (const { key, locator, reasons } of quarantined) {
    print(`  ${key} (${locator})`);
    for (const { message } of reasons) print(`    ${message['en'] ?? ''}\n    ${message['fr'] ?? ''}`);
  }
  const rows = fields.map(({ field, count, isMapped }) => [field, count, isMapped ? 'mapped' : 'unmapped']);
  print(table([`${name}: field`, 'records', ''], rows));
  if (unmappedLabels.length === 0) return;
  const labels = unmappedLabels.map(({ scheme, label, count }) => [`${scheme}: ${label}`, count]);
  print(table(['label that the crosswalk lacks', 'records'], labels));
}

async function enable(id: string, { call, isEnabled }: { call: Call; isEnabled: boolean }): Promise<number> {
  const { ledger, sources } = await call.open();
  if (!sources.has(id)) {
    throw new AppError(
      'wrong-request',
      `There is no source “${id}”. Known: ${[...sources.keys()].join(', ')}.`,
    );
  }
  await ledger.setSetting(enabledSetting(id), String(isEnabled));
  call.print(
    `${id} is ${isEnabled ? 'enabled: it runs on its schedule' : 'disabled: what it published stays'}.`,
  );
  return exit.done;
}
