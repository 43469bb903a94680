import { afterAll, describe, expect, it } from 'vitest';
import { openPartner, type Partner } from './partner.ts';

const size = 10_000;
const broken = 7_777;
let partner: Partner | undefined;
afterAll(() => partner?.close());

describe('one bad record in ten thousand', () => {
  it('is told with its line, and the 9,999 others are taken in', async () => {
    partner = await openPartner({
      protocol: 'csv',
      options: (url) => ({ url }),
      key: 'id',
      name: 'nom',
    });
    const rows = Array.from({ length: size }, (_, index) =>
      index + 1 === broken ? `p${String(index)}` : `p${String(index)},Projet ${String(index)}`,
    );
    const body = ['id,nom', ...rows].join('\n');
    const { counts, failures, held, aborted } = await partner.pass(
      { status: 200, type: 'text/csv', body },
      0,
    );
    expect([held, aborted]).toEqual([undefined, undefined]);
    expect(counts).toMatchObject({ read: size, added: size - 1, quarantined: 0, failed: 1 });
    expect(failures).toEqual([
      {
        locator: expect.stringContaining(`line ${String(broken + 1)}`) as string,
        reason: expect.any(String) as string,
      },
    ]);
  }, 600_000);
});
