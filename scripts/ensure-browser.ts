import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from '../tests/browser.ts';

/** The browser tests need a Chromium; gets one when there is none. */
const attempts: readonly (readonly string[])[] = [
  ...(process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
    ? [
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      ]
    : []),
  ['npx', 'playwright', 'install', 'chromium'],
];

for (const [command = '', ...args] of attempts) {
  if (findBrowser() !== undefined) break;
  process.stderr.write(`No Chromium yet: ${command} ${args.join(' ')}\n`);
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
if (findBrowser() === undefined) {
  process.stderr.write(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set ASSAY_BROWSER to its path.\n',
  );
  process.exitCode = 1;
}
