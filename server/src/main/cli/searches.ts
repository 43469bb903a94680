import { AppError } from '../../domain/app-error.ts';
import type { AskedSearch } from '../../domain/asked-search.ts';
import { exit, textOption, type Call, type Command } from './command.ts';
import { table } from './table.ts';

const dayMilliseconds = 86_400_000;
const mostShown = 50;

/** What people searched for over some days; the lists that were asked for. */
interface Searches {
  readonly days: number;
  readonly poor?: readonly AskedSearch[];
  readonly popular?: readonly AskedSearch[];
}

export const searchesCommand: Command = {
  usage: 'searches [--poor] [--popular] [--days 30] [--json]',
  summary: 'Say what people search for most, and what they search for and do not find.',
  options: { poor: { type: 'boolean' }, popular: { type: 'boolean' }, days: { type: 'string' } },
  async run(call) {
    const days = daysOf(call);
    const since = new Date(Date.parse(call.config.now()) - (days - 1) * dayMilliseconds);
    const { ledger } = await call.open();
    const asked = await ledger.askedSearches(since.toISOString().slice(0, 10));
    const isEither = call.options['poor'] === true || call.options['popular'] === true;
    const wants = (name: string): boolean => !isEither || call.options[name] === true;
    const searches: Searches = {
      days,
      ...(wants('poor') && { poor: poorest(asked) }),
      ...(wants('popular') && { popular: asked.slice(0, mostShown) }),
    };
    if (call.options['json'] === true) call.print(JSON.stringify(searches));
    else show(call, searches);
    return exit.done;
  },
};

function daysOf(call: Call): number {
  const given = textOption(call, 'days') ?? '30';
  const days = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (days < 1)
    throw new AppError('wrong-request', `--days takes a number of days from 1 to 999, not “${given}”.`);
  return days;
}

function poorest(asked: readonly AskedSearch[]): AskedSearch[] {
  return asked
    .filter(({ poor }) => poor > 0)
    .sort((a, b) => b.poor - a.poor || b.asked - a.asked)
    .slice(0, mostShown);
}

const titles = { poor: 'Asked, and little or nothing found', popular: 'Asked most' } as const;

function show({ print }: Call, searches: Searches): void {
  for (const name of ['poor', 'popular'] as const) {
    const list = searches[name];
    if (list === undefined) continue;
    print(`${titles[name]}, in ${String(searches.days)} days:`);
    const rows = list.map(({ text, asked, poor, days, last }) => [text, asked, poor, days, last]);
    print(rows.length === 0 ? 'nothing that was asked often enough to be kept' : table(head, rows));
    print('');
  }
}

const head = ['search', 'asked', 'found little', 'days', 'last'];
