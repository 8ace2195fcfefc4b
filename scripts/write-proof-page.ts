import { readFileSync, writeFileSync } from 'node:fs';
import { formatProofPage } from '../lib/proof-page.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks } from '../suites/index.ts';

const matrix = JSON.parse(readFileSync(new URL('../fixtures/expected/prove.json', import.meta.url), 'utf8'));
const page = formatProofPage({
  matrix,
  checks: checks.length,
  provedByTests: checks.filter(({ provedBy }) => provedBy !== undefined).length,
  tolerances: tolerances.length,
});
writeFileSync(new URL('../docs/proof.md', import.meta.url), page);
