import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../suites/runner/result.ts';
import { createSampleRun } from '../sample.ts';
import { formatJson } from './json.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../suites/runner/run.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
const validate = ajv.compile(schema);

function errorsOf(run: object): string[] {
  validate(JSON.parse(formatJson(run as RunResult)));
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

test('a run with every outcome matches the published schema', () => {
  expect(errorsOf(createSampleRun())).toEqual([]);
});

test('reading run.json gives back the run, and it ends with a line break', () => {
  const run = createSampleRun();
  expect(JSON.parse(formatJson(run))).toEqual(run);
  expect(formatJson(run)).toMatch(/\}\n$/);
});

describe('the schema refuses', () => {
  const run = createSampleRun();
  const change = (index: number, changes: object) => ({
    ...run,
    checks: run.checks.map((check, at) => (at === index ? { ...check, ...changes } : check)),
  });
  const [exchange] = run.exchanges;
  const finding = { ok: false, part: 'security', what: '', expected: '', received: '', evidence: [] };
  test.each([
    ['an unknown member', { ...run, extra: 1 }, ' additionalProperties'],
    ['another schema version', { ...run, schemaVersion: 2 }, '/schemaVersion const'],
    ['an unknown verdict', { ...run, verdict: 'green' }, '/verdict enum'],
    ['a digest that is not hexadecimal', { ...run, evidenceSha256: 'xyz' }, '/evidenceSha256 pattern'],
    ['a pass that examined nothing', change(0, { examined: 0 }), '/checks/0/examined minimum'],
    ['a failure without severity', change(0, { outcome: 'fail' }), '/checks/0 required'],
    ['a skip without reason', change(0, { outcome: 'skip' }), '/checks/0 required'],
    [
      'a security finding excused as a deviation',
      change(0, { findings: [{ ...finding, deviation: 'DEV-01' }] }),
      '/checks/0/findings/0/deviation false schema',
    ],
    [
      'an unknown member of a response',
      { ...run, exchanges: [{ ...exchange, response: { status: 200, headers: [], raw: '' } }] },
      '/exchanges/0/response unevaluatedProperties',
    ],
    [
      'a header that is no pair',
      { ...run, exchanges: [{ ...exchange, request: { headers: [['accept']] } }] },
      '/exchanges/0/request/headers/0 minItems',
    ],
  ])('%s', (_, changed, error) => {
    expect(errorsOf(changed)).toContain(error);
  });
});
