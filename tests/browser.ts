import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Path of a Chromium: from ASSAY_BROWSER, on the system, or in Playwright's own cache. */
export function findBrowser(): string | undefined {
  const named = process.env.ASSAY_BROWSER;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`ASSAY_BROWSER=${named}: no such file`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command))),
    MAC,
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => candidate !== '' && existsSync(candidate));
}

/** Starts Chromium without a window. Browser tests are never left out: without a browser they fail and say how to get one. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error(
      'no Chromium found: run "npm run ensure-browser", or set ASSAY_BROWSER to the path of one',
    );
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
