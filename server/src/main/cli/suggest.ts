import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { AppError } from '../../domain/app-error.ts';
import { readSuggestionInput } from '../../serve/api/suggestion-input.ts';
import { openSuggestions } from '../suggestions.ts';
import { exit, textOption, type Command } from './command.ts';

export const suggestCommand: Command = {
  usage: 'suggest --in LABELS.jsonl',
  summary: 'Suggest concepts for labels or texts: one JSON object a line in, one a line out.',
  options: { in: { type: 'string' } },
  async run(call) {
    const file = textOption(call, 'in');
    const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
    if (file === undefined || found?.isFile() !== true) {
      throw new AppError(
        'wrong-request',
        'Name a file of JSON lines: carrefour suggest --in LABELS.jsonl, with {"label":…} or {"title":…,"description":…} a line.',
      );
    }
    const suggestions = openSuggestions(await call.open());
    let line = 0;
    let failed = 0;
    try {
      for await (const text of createInterface({ input: createReadStream(file) })) {
        line += 1;
        if (text.trim() === '') continue;
        call.signal.throwIfAborted();
        const input = readLine(text);
        if (typeof input === 'string') {
          failed += 1;
          call.tell(`${file} line ${String(line)}: ${input}`);
          call.print(JSON.stringify({ concepts: [], error: input }));
        } else call.print(JSON.stringify({ concepts: await suggestions.suggest(input) }));
      }
      return failed === 0 ? exit.done : exit.incomplete;
    } finally {
      await suggestions.close();
    }
  },
};

function readLine(text: string): ReturnType<typeof readSuggestionInput> {
  try {
    return readSuggestionInput(JSON.parse(text));
  } catch {
    return 'This line is not JSON: write one object a line, such as {"label":"Mobilité"}.';
  }
}
