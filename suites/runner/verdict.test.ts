import { describe, expect, test } from 'vitest';
import type { Suite } from './check.ts';
import type { CheckResult, Outcome, Severity } from './result.ts';
import { createTarget } from './target.ts';
import { judgeRun } from './verdict.ts';

const target = createTarget({ name: 'stub', oauth: { token: 'https://plan.test/token' }, clients: {} });
const now = Date.parse('2026-03-01T00:00:00Z');

function result(id: string, outcome: Outcome, more: Partial<CheckResult> = {}): CheckResult {
  return {
    id,
    suite: 'oauth',
    group: 'x',
    title: id,
    level: 'SHALL',
    security: false,
    requirements: [],
    clauses: [],
    why: '',
    fix: '',
    outcome,
    deviations: [],
    examined: outcome === 'skip' ? 0 : 1,
    findings: [],
    evidence: [],
    durationMs: 0,
    ...more,
  };
}

const suite: Suite = { name: 'oauth', title: '', checks: [], core: ['oauth.x.core'] };
const failing = (severity: Severity) => result('oauth.x.a', 'fail', { severity });
const deviating = result('oauth.x.d', 'deviation', { deviations: ['DEV-01'] });
const passing = result('oauth.x.p', 'pass');

function judge(
  checks: readonly CheckResult[],
  options: {
    strict?: boolean;
    noSkips?: boolean;
    incomplete?: string[];
    partial?: boolean;
    of?: typeof target;
  } = {},
) {
  const { strict = false, noSkips = false, incomplete = [], partial = false, of = target } = options;
  return judgeRun(checks, [suite], of, incomplete, { strict, noSkips }, { partial, now });
}

describe('the verdict of a run', () => {
  test.each([
    ['all pass', [passing], {}, 'conforms', 0],
    ['warnings and infos do not gate', [passing, failing('warning'), failing('info')], {}, 'conforms', 0],
    ['documented deviations', [passing, deviating], {}, 'conforms with deviations', 0],
    ['documented deviations, strictly', [passing, deviating], { strict: true }, 'does not conform', 1],
    ['one failure', [passing, failing('failure')], {}, 'does not conform', 1],
    ['a skip', [passing, result('oauth.x.s', 'skip')], {}, 'conforms', 0],
    ['a skip, not allowed', [passing, result('oauth.x.s', 'skip')], { noSkips: true }, 'does not conform', 1],
    ['a core check skipped', [passing, result('oauth.x.core', 'skip')], {}, 'incomplete', 2],
    ['a core check not chosen', [result('oauth.x.core', 'skip'), passing], { partial: true }, 'conforms', 0],
    ['a login failed', [passing], { incomplete: ['no code'] }, 'incomplete', 2],
    [
      'a harness error wins over a failure',
      [failing('failure'), result('oauth.x.e', 'error')],
      {},
      'incomplete',
      2,
    ],
    ['nothing examined', [result('oauth.x.s', 'skip')], { partial: true }, 'incomplete', 2],
    ['no checks at all', [], {}, 'incomplete', 2],
  ] as const)('%s: %s', (_, checks, options, verdict, exitCode) => {
    expect(judge(checks, options as Parameters<typeof judge>[1])).toMatchObject({ verdict, exitCode });
  });

  test('an expired waiver and one that is no longer needed fail the gate', () => {
    const waiver = { check: 'oauth.x.p', owner: 'QA', reason: 'r' };
    const expired = { ...target, waivers: [{ ...waiver, check: 'oauth.x.q', expires: '2026-02-28' }] };
    const stale = { ...target, waivers: [{ ...waiver, expires: '2026-12-31' }] };
    expect(judge([passing], { of: expired }).sentence).toContain('expired on 2026-02-28');
    expect(judge([passing], { of: stale })).toMatchObject({
      exitCode: 1,
      sentence: expect.stringContaining('stale'),
    });
  });

  test('says that isolation was not tested without a second member', () => {
    const one = {
      ...target,
      patientAccess: 'https://plan.test/fhir',
      members: [{ userName: 'a', password: 'b' }],
    };
    const judged = judge([passing], { of: one });
    expect(judged.limits).toEqual(['isolation not tested: no second member']);
    expect(judged.sentence).toBe('Conforms; isolation not tested.');
  });
});
