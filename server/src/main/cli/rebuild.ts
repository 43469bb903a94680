import { openSearch, openStore } from '../views.ts';
import { exit, type Command } from './command.ts';
import { showProgress } from './progress.ts';

/** The setting whose change asks the running server to rebuild its views. */
export const rebuildSetting = 'rebuild-asked';

export const rebuildCommand: Command = {
  usage: 'rebuild',
  summary: 'Build the triple store and the search index anew from the ledger.',
  async run(call) {
    const platform = await call.open();
    const { report, end } = showProgress(process.stderr);
    await platform.ledger.setSetting(rebuildSetting, platform.config.now());
    const [store, search] = await Promise.all([openStore(platform), openSearch(platform)]);
    try {
      await store.rebuild((done) => {
        report({ task: 'triple store', done });
      });
      await search.rebuild((done) => {
        report({ task: 'search index', done });
      });
      call.print(
        `Both views stand at change ${String(await platform.ledger.seq())}. A running server rebuilds its own too.`,
      );
      return exit.done;
    } finally {
      end();
      await Promise.all([store.close(), search.close()]);
    }
  },
};
