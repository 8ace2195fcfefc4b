import { catalogue, isMeant } from '../suites/catalogue.ts';
import { requirements } from '../suites/requirements.ts';
import type { Check } from '../suites/runner/check.ts';

/** More names than these in one cell help nobody. */
const SHOWN = 4;

/** The page that says which checks answer for each requirement and each rule. */
export function formatCoveragePage(checks: readonly Check[]): string {
  const byRequirement = Object.entries(requirements).map(([id, statement]) =>
    line(
      id,
      statement,
      checks.filter((check) => check.requirements.includes(id)),
    ),
  );
  const byRule = catalogue.map(({ id, statement, checks: patterns }) =>
    line(
      id,
      statement,
      checks.filter((check) => patterns.some((pattern) => isMeant(check.id, pattern))),
    ),
  );
  return [
    '# What the checks cover',
    '',
    '<!-- Written by `npm run docs:coverage`: change the checks, then run it. -->',
    '',
    `${checks.length} checks, by the statements of the portal documentation and by the rules of FHIR, the guides and the`,
    'regulation. Each check is a line of the report; a check that is held against several types or parameters has an id',
    'for each.',
    '',
    '## Statements of the portal documentation',
    '',
    '| id | statement | checks | among them |',
    '| --- | --- | ---: | --- |',
    ...byRequirement,
    '',
    '## Rules of FHIR, the guides and the regulation',
    '',
    '| id | rule | checks | among them |',
    '| --- | --- | ---: | --- |',
    ...byRule,
    '',
  ].join('\n');
}

function line(id: string, statement: string, checks: readonly Check[]): string {
  const names = checks.slice(0, SHOWN).map((check) => `\`${check.id}\``);
  const more = checks.length > SHOWN ? ', …' : '';
  return `| ${id} | ${statement} | ${checks.length} | ${names.join(', ')}${more} |`;
}
