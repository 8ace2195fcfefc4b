import { describe, expect, test } from 'vitest';
import { type JudgedResource, type ValidationSummary, validationFormats } from './validation.ts';

const finding = {
  severity: 'error',
  code: 'code-invalid',
  path: 'Patient.gender',
  message: 'Patient.gender: expected a code of administrative-gender, received "f"',
  expected: 'a code of administrative-gender',
  received: '"f"',
  rule: {
    kind: 'binding',
    profile: 'http://hl7.org/fhir/StructureDefinition/Patient|4.0.1',
    element: 'Patient.gender',
    key: 'http://hl7.org/fhir/ValueSet/administrative-gender',
  },
} as const;

const judged: JudgedResource = {
  file: 'data/a b.ndjson',
  line: 7,
  resource: 'Patient/17',
  findings: [finding, { ...finding, severity: 'warning', path: 'Patient.name[0]', message: 'odd' }],
};

const summary: ValidationSummary = {
  files: 1,
  resources: 1204,
  entries: 3,
  findings: { error: 1, warning: 1, information: 0 },
  byProfile: [{ profile: finding.rule.profile, error: 1, warning: 1, information: 0 }],
  byRule: [{ kind: 'binding', error: 1, warning: 1, information: 0 }],
  applied: { 'http://plan.example/p': 12 },
  unjudged: [],
  seconds: 2,
};

function write(
  name: keyof typeof validationFormats,
  resources: readonly JudgedResource[],
  options: { readonly all?: boolean; readonly color?: boolean } = {},
  end: Partial<ValidationSummary> = {},
): string {
  const format = validationFormats[name]({ version: '1.2.3', ...options });
  return (
    format.begin() +
    resources.map((one) => format.resource(one)).join('') +
    format.end({ ...summary, ...end })
  );
}

describe('text', () => {
  test('shows findings below the resource they are in, then counts', () => {
    expect(write('text', [judged])).toMatchInlineSnapshot(`
      "data/a b.ndjson:7  Patient/17
        error   Patient.gender: expected a code of administrative-gender, received "f" [binding http://hl7.org/fhir/ValueSet/administrative-gender, Patient|4.0.1]
        warning Patient.name[0]: odd [binding http://hl7.org/fhir/ValueSet/administrative-gender, Patient|4.0.1]

      By rule
            error  warning     info
                1        1        0  binding

      By profile
            error  warning     info
                1        1        0  http://hl7.org/fhir/StructureDefinition/Patient|4.0.1

      http://plan.example/p: applied to 12 resources
      1 error, 1 warning, 0 notes in 1,204 resources (and 3 inside Bundles) of 1 file, 2.0 s (604/s)
      "
    `);
  });

  test('caps the findings of one rule at one element, and says how many there are more', () => {
    const many = Array.from({ length: 2000 }, (_, line) => ({ ...judged, line, findings: [finding] }));
    const text = write('text', many);
    expect(text.match(/administrative-gender, received/g)).toHaveLength(5);
    expect(text).toContain(
      '1,995 more: binding http://hl7.org/fhir/ValueSet/administrative-gender at Patient.gender',
    );
    const all = write('text', many, { all: true });
    expect(all.match(/administrative-gender, received/g)).toHaveLength(2000);
    expect(all).not.toContain('more:');
  });

  test('keeps no more than so many rules apart, however many names the input invents', () => {
    const many = Array.from({ length: 12_000 }, (_, index) => ({
      ...judged,
      findings: [{ ...finding, rule: { ...finding.rule, element: `Patient.x${index}` } }],
    }));
    expect(write('text', many)).toContain('2,000 more of other rules');
  });

  test('writes control characters out, so that data cannot move the cursor', () => {
    const nasty = {
      ...judged,
      resource: 'Patient/\u001b[2J',
      findings: [{ ...finding, message: 'a\u001b]0;b\u0007\n' }],
    };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(write('text', [nasty])).not.toMatch(/[\u001b\u0007]/);
  });

  test('has line and column where there are some, and colours when asked', () => {
    const placed = { ...judged, findings: [{ ...finding, line: 3, column: 5 }] };
    expect(write('text', [placed])).toContain('error   3:5 Patient.gender');
    expect(write('text', [placed], { color: true })).toContain('\u001b[31merror');
  });

  test('names what was not judged', () => {
    expect(write('text', [], {}, { unjudged: ['x.json: permission denied'] })).toContain(
      'not judged  x.json: permission denied',
    );
  });
});

describe('json', () => {
  test('is one document with a line for each finding', () => {
    const text = write('json', [judged, { ...judged, line: 8, findings: [] }]);
    const { findings, ...rest } = JSON.parse(text);
    expect(rest).toEqual({ schemaVersion: 1, tool: { name: 'assay', version: '1.2.3' }, summary });
    expect(findings).toEqual(
      judged.findings.map((one) => ({ file: judged.file, line: 7, resource: 'Patient/17', ...one })),
    );
    expect(text.split('\n').filter((line) => line.startsWith('{"file"'))).toHaveLength(2);
  });

  test('without a finding is a document as well', () => {
    expect(JSON.parse(write('json', [])).findings).toEqual([]);
  });
});

describe('sarif', () => {
  const parse = (resources: readonly JudgedResource[], end: Partial<ValidationSummary> = {}) =>
    JSON.parse(write('sarif', resources, {}, end));

  test('points to the line, names the rule, and grades the finding', () => {
    const log = parse([judged]);
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'assay', version: '1.2.3' } } }],
    });
    const [run] = log.runs;
    expect(run.results).toHaveLength(2);
    expect(run.results[0]).toMatchObject({
      ruleId: 'binding',
      level: 'error',
      message: { text: finding.message },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'data/a%20b.ndjson' }, region: { startLine: 7 } },
          logicalLocations: [{ fullyQualifiedName: 'Patient.gender', name: 'Patient/17' }],
        },
      ],
    });
    expect(run.results[1].level).toBe('warning');
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  test('has fingerprints that a moved line does not change, and another element does', () => {
    const [one, two, three] = [
      judged,
      { ...judged, line: 99 },
      { ...judged, findings: [{ ...finding, path: 'Patient.name' }] },
    ].map((resource) => parse([resource]).runs[0].results[0].partialFingerprints['assay/v1']);
    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });

  test('says when something could not be judged', () => {
    const [invocation] = parse([], { unjudged: ['x.json: permission denied'] }).runs[0].invocations;
    expect(invocation).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'x.json: permission denied' } }],
    });
  });
});
