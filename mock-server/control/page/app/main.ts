import { showApps, startApps } from './apps.ts';
import { showClock, startClock } from './clock.ts';
import { showConsole, startConsole } from './console.ts';
import { showData, startData } from './data.ts';
import { showDefects, startDefects } from './defects.ts';
import { showFaults, startFaults } from './faults.ts';
import { showHealth, startHealth } from './health.ts';
import { showJournal, startJournal } from './journal.ts';
import { showNotices, startNotices } from './notices.ts';
import { startReset } from './reset.ts';
import { showTokenChoices, startTokens } from './tokens.ts';

async function showAll(): Promise<void> {
  await Promise.all([
    showHealth(),
    showClock(),
    showTokenChoices(),
    showApps(),
    showFaults(),
    showDefects(),
    showData(),
    showNotices(),
    showJournal(),
  ]);
}

startHealth();
startClock();
startTokens();
startApps();
startFaults();
startDefects();
startData();
startNotices();
startJournal();
startConsole();
startReset(showAll);
await Promise.all([showAll(), showConsole()]);
document.documentElement.dataset.ready = 'true';
