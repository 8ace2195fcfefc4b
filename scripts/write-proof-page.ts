import { readFileSync, writeFileSync } from 'node:fs';
import { formatProofPage } from '../lib/proof-page.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks } from '../suites/index.ts';

const expected = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/expected/${name}.json`, import.meta.url), 'utf8'));
const page = formatProofPage({
  matrix: expected('prove'),
  full: expected('prove-full'),
  checks: checks.length,
  provedByTests: checks.filter(({ provedBy }) => provedBy !== undefined).length,
  tolerances: tolerances.length,
});
writeFileSync(new URL('../docs/proof.md', import.meta.url), page);
