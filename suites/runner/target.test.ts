import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createTarget, loadTarget } from './target.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-target-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(text: string): string {
  const path = join(directory, 'target.yaml');
  writeFileSync(path, text);
  return path;
}

const good = `
name: Plan
patientAccess: https://plan.test/fhir
oauth: { token: "https://plan.test/token", authorize: "https://plan.test/authorize" }
clients:
  member: { id: app, secret: "\${APP_SECRET}", redirectUri: "https://app.test/cb" }
members: [{ userName: ann, password: "\${ANN}" }]
`;

describe('a target descriptor', () => {
  test('is read from YAML with secrets from the environment and defaults filled in', () => {
    const target = loadTarget(file(good), { APP_SECRET: 's3cret', ANN: 'pass' });
    expect(target.clients.member?.secret).toBe('s3cret');
    expect(target.members).toEqual([{ userName: 'ann', password: 'pass' }]);
    expect(target.synthetic).toBe(false);
    expect(target.limits.requestsPerSecond).toBe(20);
  });

  test.each([
    ['an unset variable', good, 'clients.member.secret needs the environment variable APP_SECRET'],
    ['broken YAML', 'name: [', 'not YAML or JSON'],
    [
      'an unknown member',
      'name: a\noauth: { token: "https://t.test" }\nclients: {}\nouath: {}',
      'the top level has the unknown member "ouath"; allowed are name',
    ],
    ['a missing member', 'name: a\nclients: {}', 'the top level lacks "oauth"'],
    [
      'a base with a trailing slash',
      `${good}\nproviderDirectory: https://plan.test/d/`,
      'providerDirectory is "https://plan.test/d/"; allowed is: FHIR base URL, http or https, without a trailing slash',
    ],
    [
      'a value of a wrong form from the environment',
      `${good}\ndocumentation: "\${ANN}"`,
      `documentation is "\${ANN}"; allowed is: http or https URL`,
    ],
    [
      'a password in a URL',
      `${good}\nproviderDirectory: https://me:secret-value@plan.test/d/`,
      'providerDirectory is "https://…@plan.test/d/"',
    ],
    ['an empty name', good.replace('name: Plan', 'name: ""'), 'name must not be empty'],
    ['nothing in it', '# nothing\n', 'the file is empty; a target is a descriptor file'],
    ['no mapping', '"text"', 'the top level must be a mapping of names to values'],
    [
      'a limit below its least',
      `${good}\nlimits: { concurrency: 0 }`,
      'limits.concurrency is 0; it must be >= 1',
    ],
  ])('with %s is refused in one line that says what is wrong', (_, text, message) => {
    const environment = text === good ? {} : { APP_SECRET: 'secret-value', ANN: 'pass-value' };
    let refused = '';
    try {
      loadTarget(file(text), environment);
    } catch (error) {
      refused = error instanceof Error ? `${error.name}: ${error.message}` : '';
    }
    expect(refused).toMatch(/^TargetError: target .*target\.yaml: /);
    expect(refused).toContain(message);
    expect(refused).not.toMatch(/\n|secret-value|pass-value/);
  });

  test('that does not exist is named', () => {
    expect(() => loadTarget('/nowhere/plan.yaml', {})).toThrow('target /nowhere/plan.yaml: no such file');
  });

  test.each([
    ['', 'target "": a target is a descriptor file'],
    ['https://me:pass@plan.test/fhir', 'target https://…@plan.test/fhir: is a URL; a target is a descriptor'],
    [directory, 'is a directory; a target is a descriptor file'],
  ])('is no %j', (name, message) => {
    expect(() => loadTarget(name, {})).toThrow(message);
  });

  test('with broken YAML is told the place, and the sentence ends there', () => {
    expect(() => loadTarget(file('name: plan\noauth: ['), {})).toThrow(/at line 2, column \d+$/);
  });

  test('never has its secrets quoted in a message', () => {
    const broken = {
      name: 'a',
      oauth: { token: 'https://t.test' },
      clients: { directory: { id: 'x', secret: 7654321 } },
    };
    expect(() => createTarget(broken)).toThrow(/^(?!.*7654321).*clients\.directory\.secret/);
  });
});
