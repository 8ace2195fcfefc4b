import { writeFileSync } from 'node:fs';
import { formatCoveragePage } from '../lib/coverage-page.ts';
import { checks } from '../suites/index.ts';

writeFileSync(new URL('../docs/coverage.md', import.meta.url), formatCoveragePage(checks));
