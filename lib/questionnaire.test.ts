import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readQuestionnaire } from '../mock-server/portal/production/read-questionnaire.ts';
import { loadQuestionnaire } from './questionnaire.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-questionnaire-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** The matter of PROD-11. */
const matter = [
  ...['collection', 'use', 'storage', 'relatives', 'opt-out', 'ownership-transfer', 'policy-notice'],
  ...['consent-collection', 'consent-withdrawal', 'minimum-necessary', 'corrections', 'disposal'],
  ...[
    'breach-notice',
    'remedies',
    'encryption-at-rest',
    'encryption-in-transit',
    'integrity',
    'past-breaches',
  ],
  ...['provenance', 'fair-information', 'accreditation', 'complaints', 'mfa', 'password-rules'],
  ...['login-limits', 'lock-out', 'session-timeout', 'owasp', 'backup', 'recovery', 'firewall'],
];

describe('the questionnaire that comes with the sandbox', () => {
  test('has the eight sections of the portal documentation, in order [PROD-3]', async () => {
    const { sections } = await loadQuestionnaire();
    expect(sections.map(({ title }) => title)).toEqual([
      'Application Information',
      'Privacy Policy and Terms of Service',
      'Consent Management, Use and Disclosure',
      'Individual Access',
      'Security and Incident Management',
      'Accountability and Provenance',
      'Authentication and Authorization Management',
      'Application and Data Security',
    ]);
  });

  test('asks about all matter that the documentation names [PROD-11]', async () => {
    const { sections } = await loadQuestionnaire();
    const questions = sections.flatMap((section) => section.questions);
    expect(questions.length).toBeGreaterThanOrEqual(45);
    const covered = new Set(questions.flatMap(({ covers }) => covers));
    expect([...covered].sort()).toEqual([...matter].sort());
  });

  test('lets every section reach the best and a high rating', async () => {
    const { sections } = await loadQuestionnaire();
    for (const { questions } of sections) {
      for (const { id, answers } of questions) {
        expect(Math.min(...answers.map(({ risk }) => risk)), id).toBe(0);
        expect(Math.max(...answers.map(({ risk }) => risk)), id).toBeGreaterThanOrEqual(70);
      }
    }
  });
});

const question = { id: 'one', text: 'Is it?', weight: 1, scale: 'yes-no' };
const written = (changes: object, ...more: object[]) => ({
  version: '1',
  title: 'Ours',
  scales: {
    'yes-no': [
      { id: 'yes', text: 'Yes', risk: 0 },
      { id: 'no', text: 'No', risk: 100 },
    ],
  },
  sections: [{ id: 'only', title: 'Only', intro: 'All.', questions: [{ ...question, ...changes }, ...more] }],
});

describe('a questionnaire of a plan', () => {
  test.each([
    ['a question without answers', written({ scale: undefined }), 'sections.0.questions.0'],
    ['an unknown scale', written({ scale: 'other' }), 'no scale has the name "other"; there are yes-no'],
    ['two questions of one id', written({}, question), 'two questions have the id "one"'],
    [
      'a note for an answer that is not there',
      written({ note: { label: 'Why?', for: ['maybe'] } }),
      '"maybe"',
    ],
    ['a weight of 0', written({ weight: 0 }), 'sections.0.questions.0.weight must be >= 1'],
    [
      'an unknown member',
      { ...written({}), extra: 1 },
      'the top level must NOT have additional properties ("extra")',
    ],
    ['no object', [], 'must be object'],
  ])('is refused with %s, by name', async (_what, value, message) => {
    await expect(readQuestionnaire(JSON.parse(JSON.stringify(value)))).rejects.toThrow(message);
  });

  test('is read with its shared answers in place', async () => {
    const { sections } = await readQuestionnaire(written({}));
    expect(sections[0]?.questions[0]?.answers.map(({ id }) => id)).toEqual(['yes', 'no']);
  });

  test.each([
    ['broken.yaml', 'risk: [', /broken\.yaml: not YAML or JSON: .*at line 1, column \d+$/],
    ['empty.yaml', '', /empty\.yaml: the file is empty$/],
  ])('is refused in one line when it is %s', async (name, text, message) => {
    const file = join(directory, name);
    writeFileSync(file, text);
    await expect(loadQuestionnaire(file)).rejects.toThrow(message);
  });

  test('is named when it is not there', async () => {
    await expect(loadQuestionnaire('/nowhere.yaml')).rejects.toThrow('/nowhere.yaml: no such file');
  });
});
