import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/assay.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'assay-validate-'));
afterAll(() => rmSync(directory, { recursive: true }));

const good = { resourceType: 'Patient', id: 'good', gender: 'female', birthDate: '1980-02-29' };
const bad = { resourceType: 'Patient', id: 'bad', gender: 'f', birthDate: '1981-02-29' };
const corePatient = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient';

function validate(args: readonly string[], input = '') {
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', bin, 'validate', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined },
  });
}

function file(name: string, content: string | object): string {
  const path = join(directory, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const goodFile = file('good.json', good);
const badFile = file('bad.json', bad);

describe('exit code', () => {
  const warned = file('warned.json', { ...good, text: undefined });
  test.each([
    ['0 when nothing is wrong', [goodFile], 0],
    ['1 for an error', [badFile], 1],
    ['1 for an error in any of several', [goodFile, badFile], 1],
    ['0 for warnings alone', [warned], 0],
    ['1 for warnings that are to fail', [warned, '--fail-on', 'warning'], 1],
    ['1 when a named profile is not met', [goodFile, '--profile', corePatient], 1],
    [
      '2 when no resource is of the type of a named profile',
      [file('org.json', { resourceType: 'Organization', name: 'a' }), '--profile', corePatient],
      2,
    ],
    ['2 for a text that is no JSON', [goodFile, file('broken.json', '{"resourceType": "Patient",')], 2],
    ['2 for JSON that is no resource', [goodFile, file('settings.json', { name: 'assay' })], 2],
    ['1 for a broken line among resources', [file('gap.ndjson', `${JSON.stringify(good)}\n{"a\n`)], 1],
    ['2 when there is nothing to validate', [file('empty.ndjson', '')], 2],
  ])('%s', (_, args, code) => {
    const { status, stderr, stdout } = validate(args);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([status, stdout]).toEqual([code, expect.stringMatching(/resource/)]);
  });
});

describe('wrong input gets one clear line and exit code 2', () => {
  test.each([
    [[''], '"": allowed are files, directories, and - for the standard input'],
    [['/nowhere.json'], '/nowhere.json: no such file or directory'],
    [[goodFile, '--profile', 'http://plan.example/none'], 'no definition of that URL and version is loaded'],
    [[goodFile, '--profile', `${corePatient}|9.9.9`], 'no definition of that URL and version is loaded'],
    [[goodFile, '--profile', 'http://hl7.org/fhir/StructureDefinition/HumanName'], 'which is no resource'],
    [[goodFile, '--package', '/nowhere.tgz'], 'package /nowhere.tgz: no such file'],
    [[goodFile, '--package', badFile], badFile],
    [[goodFile, '--format', 'xml'], 'Allowed choices are text, json, sarif'],
    [[goodFile, '--out', join(directory, 'no', 'such', 'place')], 'cannot be written there (ENOENT)'],
    [[], "missing required argument 'inputs'"],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = validate(args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^assay: /);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });
});

describe('the report', () => {
  test('in text says what was expected and received, and where', () => {
    const { stdout } = validate([badFile]);
    expect(stdout).toContain(`${badFile}  Patient/bad`);
    expect(stdout).toMatch(/error +4:3 Patient\.gender.*"?f"?/);
    expect(stdout).toMatch(/error +5:3 Patient\.birthDate.*1981-02-29/);
    expect(stdout).toMatch(/2 errors, \d+ warnings?, \d+ notes? in 1 resource of 1 file/);
  });

  test.each(['json', 'sarif'])(
    'in %s is one document, and a summary goes to the standard output',
    (format) => {
      const out = join(directory, `out.${format}`);
      const { stdout, status } = validate([badFile, '--format', format, '--out', out]);
      expect(status).toBe(1);
      expect(stdout).toContain('2 errors');
      const document = JSON.parse(readFileSync(out, 'utf8'));
      const lines =
        format === 'json'
          ? document.findings.map(({ line }: { line: number }) => line)
          : document.runs[0].results.map(
              (result: { locations: [{ physicalLocation: { region: { startLine: number } } }] }) =>
                result.locations[0].physicalLocation.region.startLine,
            );
      expect(lines).toEqual(expect.arrayContaining([4, 5]));
    },
  );
});

describe('the standard input', () => {
  const ndjson = `${JSON.stringify(good)}\n{"resourceType":\n${JSON.stringify(bad)}\n`;

  test('is read as NDJSON, with the line of each finding', () => {
    const { stdout, status } = validate(['-'], ndjson);
    expect(stdout).toMatch(/^-:2$/m);
    expect(stdout).toMatch(/^-:3 {2}Patient\/bad$/m);
    expect(status).toBe(1);
  });

  test('is read as one document when it is one', () => {
    expect(validate(['-'], JSON.stringify(good, null, 2)).status).toBe(0);
  });
});

test('a directory is read recursively', () => {
  file('tree/b/bad.ndjson', `${JSON.stringify(bad)}\n`);
  file('tree/a.json', good);
  file('tree/.hidden/bad.json', bad);
  const { stdout } = validate([join(directory, 'tree')]);
  expect(stdout).toContain('in 2 resources of 2 files');
});
