import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checksOf, citingTests, formatRequirementsPage, testsOf } from '../lib/requirements-page.ts';
import { requirementsOfProject } from '../scripts/requirements-of-project.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = requirementsOfProject(root);

test('docs/requirements.md is what `npm run docs:requirements` writes', () => {
  expect(readFileSync(`${root}/docs/requirements.md`, 'utf8')).toBe(formatRequirementsPage(project));
});

test.each(project.requirements.map((one) => [one.id, one] as const))(
  '%s is held by a test, and by a check',
  (_, requirement) => {
    expect(testsOf(requirement, project.tests).length).toBeGreaterThan(0);
    expect(checksOf(requirement, project.checks).length).toBeGreaterThan(0);
  },
);

test('a test is found by the requirements its name cites', () => {
  const source = `test('one [REG-1] [REG-2]', () => {});\ntest.each([\n  ['a', 1],\n])('two %s [APP-1]', () => {});\ntest('three', () => {});`;
  expect(citingTests('a.test.ts', source).map(({ name }) => name)).toEqual([
    'one [REG-1] [REG-2]',
    'two %s [APP-1]',
  ]);
});
