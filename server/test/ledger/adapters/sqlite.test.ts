import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { describeLedgerContract } from '../ledger.contract.ts';
import { derive, published, recordOf, sourceOf } from '../samples.ts';
import { openSqliteUnderTest } from './sqlite-under-test.ts';

describeLedgerContract('SQLite', openSqliteUnderTest);

it('counts the quality of what a release without sums had published, once, after a backup', async () => {
  const under = await openSqliteUnderTest();
  const things = Array.from({ length: 150 }, (_, index) => `thing${String(1_000_000 + index)}`);
  const more = {
    sources: [sourceOf(recordOf('1'))],
    quality: { score: 64, dimensions: {}, missing: [] },
  };
  await derive(await under.connect(), ...things.map((thing) => published(thing, thing, more)));
  await under.settle();
  const former = new DatabaseSync(path.join(under.folder, 'ledger.sqlite'));
  former.exec(
    `DROP TABLE address_answer; DROP TABLE address_thing; DROP INDEX current_kind; DROP TABLE source_quality; DELETE FROM counter WHERE name = 'quality_to_count'; PRAGMA user_version = 1`,
  );
  former.close();
  for (const ledger of [await under.connect(), await under.connect()]) {
    expect(await ledger.sourceQuality('open')).toMatchObject([{ things: 150, measures: { overall: 64 } }]);
  }
  expect(existsSync(path.join(under.folder, 'backups/ledger-v1.sqlite'))).toBe(true);
  await under.close();
});
