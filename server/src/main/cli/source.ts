import path from 'node:path';
import { checkSource } from '@carrefour/harvesters';
import { AppError } from '../../domain/app-error.ts';
import { enabledSetting } from '../sources.ts';
import { exit, type Call, type Command } from './command.ts';

export const sourceCommand: Command = {
  usage: 'source check DIR [--json] | source enable ID | source disable ID',
  summary: 'Check a source folder, or switch a source on or off.',
  async run(call) {
    const [action = '', target = ''] = call.positionals;
    if (target === '' || !['check', 'enable', 'disable'].includes(action)) {
      throw new AppError('wrong-request', `Usage: carrefour ${sourceCommand.usage}`);
    }
    return action === 'check'
      ? check(target, call)
      : enable(target, { call, isEnabled: action === 'enable' });
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
