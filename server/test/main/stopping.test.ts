import { expect, test } from 'vitest';
import { childrenOf, freshData, serve } from './command-line.ts';

test('a server that is asked to end ends with its worker and its engines', async () => {
  const served = await serve(await freshData());
  const children = await childrenOf(served.child.pid ?? 0);
  expect(children.length).toBeGreaterThan(1);
  await served.stop();
  expect(children.filter(({ pid }) => isRunning(pid))).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
