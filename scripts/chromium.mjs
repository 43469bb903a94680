// Finds Chromium for the browser tests, and installs Debian's where that is possible.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a browser that can be driven, or undefined. `CARREFOUR_TEST_CHROMIUM` names another one. */
export function findChromium() {
  return [process.env.CARREFOUR_TEST_CHROMIUM, ...places].find((path) => path && existsSync(path));
}

/** Tries Debian's package; a machine without apt or without the rights for it is left as it is. */
export function installChromium() {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log('Installing Chromium for the browser tests…');
  const options = { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
}
