import type { Progress } from '../harvest.ts';

const barWidth = 24;
const lineEvery = 5000;
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows work whose length is not known beforehand: one live line on a terminal, a plain line every five seconds and at
 * each new task elsewhere.
 */
export function showProgress(stream: NodeJS.WriteStream): { report: Progress; end: () => void } {
  let task = '';
  let last = 0;
  let tick = 0;
  return {
    report(step) {
      const now = Date.now();
      if (stream.isTTY) {
        tick += 1;
        const mark = frames[tick % frames.length] ?? '';
        stream.write(`\r${mark} ${step.task.padEnd(barWidth)} ${String(step.done)}\u001B[K`);
      } else if (step.task !== task || now - last > lineEvery) {
        stream.write(`${step.task}: ${String(step.done)}\n`);
        last = now;
      }
      task = step.task;
    },
    end() {
      if (stream.isTTY && task !== '') stream.write('\r\u001B[K');
    },
  };
}
