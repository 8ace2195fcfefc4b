import { writeFileSync } from 'node:fs';
import { formatDefectsPage } from '../lib/defects-page.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks } from '../suites/index.ts';

writeFileSync(
  new URL('../docs/defects.md', import.meta.url),
  formatDefectsPage({ defects, tolerances, checks }),
);
