import { userInfo } from 'node:os';
import { decideSolution, merge, undo } from '../../backoffice/decide.ts';
import { AppError } from '../../domain/app-error.ts';
import { isThingId } from '../../domain/thing-id.ts';
import { deriveAll } from '../harvest.ts';
import { exit, textOption, type Call, type Command } from './command.ts';

const reasonOption = { reason: { type: 'string' } } as const;

export const mergeCommand: Command = {
  usage: 'merge ID ID [--reason TEXT] [--json]',
  summary: 'Decide that two things are one.',
  options: reasonOption,
  async run(call) {
    const platform = await call.open();
    const decision = await merge(platform.ledger, { things: call.positionals.map(idOf), ...deciderOf(call) });
    await deriveAll(platform, { signal: call.signal, onProgress: () => undefined });
    const [first = ''] = decision.things;
    const found = await platform.ledger.resolve(first);
    const canonical = found.state === 'merged' ? found.into : first;
    if (call.options['json'] === true) call.print(JSON.stringify({ decision: decision.id, canonical }));
    else
      call.print(
        `Decision ${String(decision.id)}: published as ${canonical}. Take it back with: carrefour undo ${String(decision.id)}`,
      );
    return exit.done;
  },
};

/** `accept` and `refuse`: whether an innovation implements a solution. */
function solutionCommand(name: 'accept' | 'refuse', summary: string): Command {
  const usage = `${name} ID SOLUTION [--reason TEXT] [--json]`;
  return {
    usage,
    summary,
    options: reasonOption,
    async run(call) {
      const [thing, solution] = call.positionals.map(idOf);
      if (thing === undefined || solution === undefined)
        throw new AppError('wrong-request', `Usage: carrefour ${usage}`);
      const platform = await call.open();
      const isOne = name === 'accept';
      const decided = { thing, solution, isOne, ...deciderOf(call) };
      const decision = await decideSolution(platform.ledger, decided);
      await deriveAll(platform, { signal: call.signal, onProgress: () => undefined });
      call.print(
        call.options['json'] === true
          ? JSON.stringify({ decision: decision.id, kind: decision.kind })
          : `Decision ${String(decision.id)} is kept. Take it back with: carrefour undo ${String(decision.id)}`,
      );
      return exit.done;
    },
  };
}

export const acceptCommand = solutionCommand('accept', 'Decide that an innovation implements a solution.');
export const refuseCommand = solutionCommand(
  'refuse',
  'Decide that an innovation does not implement a solution.',
);

export const undoCommand: Command = {
  usage: 'undo N [--reason TEXT]',
  summary: 'Take a decision back.',
  options: reasonOption,
  async run(call) {
    const platform = await call.open();
    const [text = ''] = call.positionals;
    if (!/^\d+$/.test(text)) throw new AppError('wrong-request', `Usage: carrefour ${undoCommand.usage}`);
    const decision = await undo(platform.ledger, { decision: Number(text), ...deciderOf(call) });
    await deriveAll(platform, { signal: call.signal, onProgress: () => undefined });
    call.print(`Decision ${text} (${decision.kind} ${decision.things.join(' ')}) is taken back.`);
    return exit.done;
  },
};

export const eraseCommand: Command = {
  usage: 'erase THING|SOURCE/SET/KEY [--reason TEXT]',
  summary: 'Remove a thing or a record from every file, and stop its return.',
  options: reasonOption,
  async run(call) {
    const platform = await call.open();
    const [target = ''] = call.positionals;
    const record = /^([^/]+)\/([^/]+)\/(.+)$/.exec(target);
    if (record === null && !isThingId(target))
      throw new AppError('wrong-request', `Usage: carrefour ${eraseCommand.usage}`);
    const [, source = '', set = '', key = ''] = record ?? [];
    await platform.ledger.erase(
      record === null ? { thing: target } : { record: { source, set, key } },
      deciderOf(call),
    );
    await deriveAll(platform, { signal: call.signal, onProgress: () => undefined });
    call.print(`${target} is erased.`);
    return exit.done;
  },
};

/** An id as typed, or the id in an address that was pasted. */
function idOf(text: string): string {
  const id = /([a-z2-7]{12})(?:-[^/]*)?$/.exec(text)?.[1];
  if (id === undefined) {
    throw new AppError(
      'wrong-request',
      `“${text}” is not an id: an id is 12 letters and digits, as in a page's address.`,
    );
  }
  return id;
}

function deciderOf(call: Call): { actor: string; reason: string } {
  return { actor: `cli:${userInfo().username}`, reason: textOption(call, 'reason') ?? 'on the command line' };
}
