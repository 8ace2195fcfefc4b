import { globSync, readFileSync } from 'node:fs';
import { citingTests, type RequirementsPageOptions } from '../lib/requirements-page.ts';
import requirements from '../profiles/requirements/portal.json' with { type: 'json' };
import { checks } from '../suites/index.ts';

/** The statements, checks and tests of this checkout. */
export function requirementsOfProject(root: string): RequirementsPageOptions {
  const files = globSync('{lib,mock-server,suites,tests}/**/*.test.ts', { cwd: root }).sort();
  const tests = files.flatMap((file) => citingTests(file, readFileSync(`${root}/${file}`, 'utf8')));
  return { requirements, checks, tests };
}
