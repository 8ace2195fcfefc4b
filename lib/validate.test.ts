import { describe, expect, test } from 'vitest';
import type { ProfileFinding, ValidateOptions, Validator } from '../profiles/engine/finding.ts';
import type { JudgedResource } from '../reports/formats/validation.ts';
import type { Input, InputFormat } from './validate/inputs.ts';
import { validateInputs } from './validate.ts';

/** Finds one error where `gender` is `bad`, says by which profiles it was asked to judge, and breaks on `boom`. */
function stub(calls: ValidateOptions[] = []): Validator {
  return {
    validate(resource, options = {}) {
      calls.push(options);
      const { resourceType, gender, id } = resource as Record<string, unknown>;
      if (gender === 'boom') throw new Error('boom');
      return gender === 'bad' ? [genderFinding(`${resourceType}.gender`, id)] : [];
    },
  };
}

function genderFinding(path: string, received: unknown): ProfileFinding {
  return {
    severity: 'error',
    code: 'code-invalid',
    path,
    message: `${path}: expected a gender, received ${received}`,
    expected: 'a gender',
    received: String(received),
    rule: { kind: 'binding', profile: 'http://plan.example/patient|1', element: 'Patient.gender' },
  };
}

function input(text: string | Buffer, format?: InputFormat, name = `in.${format}`): Input {
  return {
    name,
    ...(format && { format }),
    async *open() {
      yield Buffer.from(text);
    },
  };
}

async function run(inputs: readonly Input[], options: Partial<Parameters<typeof validateInputs>[0]> = {}) {
  const judged: JudgedResource[] = [];
  const summary = await validateInputs({
    inputs,
    validator: stub(),
    onResource: (one) => judged.push(one),
    ...options,
  });
  const found = judged.flatMap(({ file, line, resource, findings }) =>
    findings.map(({ path, rule, ...at }) =>
      [`${file}:${at.line ?? line}`, resource, path, rule.key ?? rule.kind].filter(Boolean).join(' '),
    ),
  );
  return { summary, judged, found };
}

describe('NDJSON', () => {
  test('names the line of each finding, and a broken line does not hide those behind it', async () => {
    const text = [
      '{"resourceType":"Patient","id":"1","gender":"bad"}',
      '{"resourceType":"Patient",',
      '',
      '{"resourceType":"Patient","id":"1","id":"2"}\r',
      '{"resourceType":"Patient","gender":"bad"}',
    ].join('\n');
    const { found, summary } = await run([input(text, 'ndjson')]);
    expect(found).toEqual([
      'in.ndjson:1 Patient/1 Patient.gender binding',
      'in.ndjson:2 Patient syntax',
      'in.ndjson:4 Patient/2 Patient.id duplicate-name',
      'in.ndjson:5 Patient Patient.gender binding',
      'in.ndjson:3 Resource empty-line',
    ]);
    expect(summary).toMatchObject({
      files: 1,
      resources: 3,
      findings: { error: 4, warning: 0, information: 1 },
      byRule: [
        { kind: 'json', error: 2, information: 1 },
        { kind: 'binding', error: 2 },
      ],
    });
  });

  test('a line above the limit is a finding, and the next one is judged', async () => {
    const long = JSON.stringify({ resourceType: 'Patient', id: 'x'.repeat(200) });
    const { found, summary } = await run([input(`${long}\n{"resourceType":"Patient"}\n`, 'ndjson')], {
      largest: 100,
    });
    expect(found).toEqual(['in.ndjson:1 Resource size']);
    expect(summary.resources).toBe(1);
  });

  test('bytes that are not UTF-8 are a finding, and the resource is judged all the same', async () => {
    const text = Buffer.from('{"resourceType":"Patient","id":"\xff","gender":"bad"}', 'latin1');
    const { found } = await run([input(text, 'ndjson')]);
    expect(found.map((line) => line.split(' ').at(-1))).toEqual(['encoding', 'binding']);
  });
});

describe('a JSON file', () => {
  test('shows line and column of what is found', async () => {
    const text = '{\n  "resourceType": "Patient",\n  "gender": "bad"\n}\n';
    const { judged } = await run([input(text, 'json')]);
    expect(judged[0]?.findings[0]).toMatchObject({ line: 3, column: 3, path: 'Patient.gender' });
  });

  test('above the limit is a finding', async () => {
    const { found } = await run([input(`{"a":"${'x'.repeat(100)}"}`, 'json')], { largest: 50 });
    expect(found).toEqual(['in.json:undefined Resource size']);
  });
});

describe('named profiles', () => {
  const profiles = [{ canonical: 'http://plan.example/patient', type: 'Patient' }];
  const bundle = {
    resourceType: 'Bundle',
    entry: [
      { fullUrl: 'urn:uuid:1', resource: { resourceType: 'Coverage', id: 'c' } },
      { resource: { resourceType: 'Patient', id: 'p', gender: 'bad' } },
    ],
  };

  test('are applied where their type fits, and counted', async () => {
    const calls: ValidateOptions[] = [];
    const text = '{"resourceType":"Patient"}\n{"resourceType":"Coverage"}\n';
    const { summary } = await run([input(text, 'ndjson')], { profiles, validator: stub(calls) });
    expect(calls.map((call) => call.profiles)).toEqual([['http://plan.example/patient'], []]);
    expect(summary.applied).toEqual({ 'http://plan.example/patient': 1 });
  });

  test('reach the entries of a Bundle, whose findings stand at their place in it', async () => {
    const calls: ValidateOptions[] = [];
    const { found, summary } = await run([input(JSON.stringify(bundle), 'json')], {
      profiles,
      validator: stub(calls),
    });
    expect(found).toEqual(['in.json:1 Bundle Bundle.entry[1].resource.gender binding']);
    expect(summary).toMatchObject({
      resources: 1,
      entries: 2,
      applied: { 'http://plan.example/patient': 1 },
    });
    expect(calls[1]?.resolve?.('Coverage/c')).toMatchObject({ id: 'c' });
    expect(calls[1]?.resolve?.('urn:uuid:1')).toMatchObject({ id: 'c' });
    expect(calls[1]?.resolve?.('Coverage/d')).toBeUndefined();
  });

  test('do not repeat what the Bundle was found to have', async () => {
    const path = 'Bundle.entry[1].resource.gender';
    const both: Validator = {
      validate: (resource) => [
        (resource as { resourceType: string }).resourceType === 'Bundle'
          ? genderFinding(path, 'x')
          : genderFinding('Patient.gender', 'x'),
      ],
    };
    const { found } = await run([input(JSON.stringify(bundle), 'json')], { profiles, validator: both });
    expect(found).toHaveLength(1);
  });
});

describe('what cannot be judged', () => {
  test('is listed, and the rest is judged', async () => {
    const gone: Input = {
      name: 'gone.json',
      format: 'json',
      open() {
        throw Object.assign(new Error('gone'), { code: 'ENOENT', syscall: 'open' });
      },
    };
    const broken = input(
      '{"resourceType":"Patient","gender":"boom"}\n{"resourceType":"Patient","gender":"bad"}',
      'ndjson',
    );
    const { summary } = await run([gone, broken]);
    expect(summary.unjudged).toEqual([
      'gone.json: no such file or directory',
      'in.ndjson:1: the validator broke: boom',
    ]);
    expect(summary).toMatchObject({ resources: 1, findings: { error: 1 } });
  });

  test('a fault that is not of the input is not swallowed', async () => {
    const onResource = () => {
      throw new TypeError('a bug');
    };
    await expect(run([input('{}', 'json')], { onResource })).rejects.toThrow('a bug');
  });
});

test('a stream without a name that tells is read by its beginning', async () => {
  const { summary } = await run([
    input('{"resourceType":"Patient"}\n{"resourceType":"Patient"}', undefined, '-'),
  ]);
  expect(summary.resources).toBe(2);
});
