import { serve } from '../serve.ts';
import { exit, type Command } from './command.ts';
import { showProgress } from './progress.ts';

export const serveCommand: Command = {
  usage: 'serve [--examples]',
  summary: 'Serve pages, API and SPARQL, and harvest on schedule.',
  options: { examples: { type: 'boolean' } },
  async run(call) {
    const { report, end } = showProgress(process.stderr);
    const running = await serve(await call.open(), {
      withExamples: call.options['examples'] === true,
      signal: call.signal,
      onProgress: report,
      tell: call.tell,
    }).finally(end);
    call.print(`Carrefour is ready: ${call.config.base}`);
    await running.stopped;
    return exit.done;
  },
};
