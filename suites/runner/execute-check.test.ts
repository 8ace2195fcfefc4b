import { describe, expect, test } from 'vitest';
import { findRuleset } from '../rulesets.ts';
import { type Check, rfc } from './check.ts';
import { type CheckContext, DoesNotApply, NeedsPerson, NotExercised } from './context.ts';
import { executeCheck } from './execute-check.ts';
import { Session } from './session.ts';
import { createTarget } from './target.ts';
import { Unreachable } from './unreachable.ts';

const target = createTarget({
  name: 'stub',
  oauth: { token: 'https://plan.test/token' },
  clients: {},
  waivers: [
    { check: 'oauth.stub.waived', owner: 'QA', reason: 'vendor fix in March', expires: '2026-03-31' },
  ],
});

function session(now = Date.parse('2026-03-01T00:00:00Z'), more: object = {}, ruleset = 'portal'): Session {
  const rules = findRuleset(ruleset);
  return new Session({
    target: { ...target, ...more },
    ...(rules && { ruleset: rules }),
    transport: async () => ({ status: 200, headers: [], body: '{}' }),
    randomBytes: (count) => Buffer.alloc(count, 7),
    now: () => now,
  });
}

function check(run: (t: CheckContext) => void | Promise<void>, change: Partial<Check> = {}): Check {
  return {
    id: 'oauth.stub.check',
    title: 'stub',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(6749, '5.2')],
    why: '',
    fix: '',
    detects: [],
    needs: [],
    run: async (t) => run(t),
    ...change,
  };
}

const seen = (ok: boolean, more: object = {}) => ({ ok, what: 'x', expected: 'a', received: 'b', ...more });

describe('a check', () => {
  test('passes when it examined something and all was as expected', async () => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(true))),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'pass', examined: 1, suite: 'oauth', group: 'stub' });
  });

  test('never passes on nothing: it is skipped and says so', async () => {
    const { result } = await executeCheck(
      check(() => undefined),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'skip', message: 'there was nothing to examine', examined: 0 });
  });

  test.each([
    ['SHALL', 'failure'],
    ['SHOULD', 'warning'],
    ['MAY', 'info'],
  ] as const)('that fails at level %s weighs as %s', async (level, severity) => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(false)), { level }),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'fail', severity });
  });

  test('whose findings are all documented is a deviation that names them', async () => {
    const { result } = await executeCheck(
      check((t) => t.judge(seen(true), seen(false, { deviation: 'DEV-01' }))),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'deviation', deviations: ['DEV-01'] });
  });

  test('with one undocumented finding beside a documented one fails', async () => {
    const { result } = await executeCheck(
      check((t) => t.judge(seen(false), seen(false, { deviation: 'DEV-01' }))),
      session(),
    );
    expect(result.outcome).toBe('fail');
  });

  test('for which no documentation is an excuse stays a finding at its level', async () => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(false, { deviation: 'DEV-22' })), { level: 'SHOULD' }),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'fail', severity: 'warning', deviations: ['DEV-22'] });
  });

  test('whose security part fails is a failure whatever its level', async () => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(false, { part: 'security' })), { level: 'SHOULD', security: true }),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'fail', severity: 'failure' });
  });

  test.each([
    ['an unregistered deviation', { deviation: 'DEV-99' }, {}],
    [
      'a security finding as a deviation',
      { deviation: 'DEV-01', part: 'security' },
      { security: true as const },
    ],
    ['a security finding of a check that is none', { part: 'security' }, {}],
  ])('that reports %s is in error itself', async (_, finding, change) => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(false, finding)), change),
      session(),
    );
    expect(result.outcome).toBe('error');
    expect(result.severity).toBeUndefined();
  });

  test('is waived while its waiver holds, and fails after that', async () => {
    const failing = check((t) => t.expect(seen(false)), { id: 'oauth.stub.waived' });
    expect((await executeCheck(failing, session())).result).toMatchObject({
      outcome: 'waived',
      message: 'Waived by QA until 2026-03-31: vendor fix in March',
    });
    expect((await executeCheck(failing, session(Date.parse('2026-04-01T00:00:00Z')))).result.outcome).toBe(
      'fail',
    );
  });

  test('can’t have its security part waived', async () => {
    const failing = check((t) => t.expect(seen(false, { part: 'security' })), {
      id: 'oauth.stub.waived',
      security: true,
    });
    expect((await executeCheck(failing, session())).result.outcome).toBe('fail');
  });

  test('is skipped with the reason when the target lacks what it needs', async () => {
    const { result } = await executeCheck(
      check((t) => t.expect(seen(true)), { needs: ['directory client'] }),
      session(),
    );
    expect(result).toMatchObject({
      outcome: 'skip',
      message: 'the target descriptor gives no clients.directory',
    });
  });

  test('that stops early keeps a failure it already found', async () => {
    const { result } = await executeCheck(
      check((t) => {
        t.expect(seen(false));
        throw new NotExercised('no second page');
      }),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'fail', message: 'Stopped early: no second page' });
  });

  test('that could not log in marks the run incomplete', async () => {
    const { result, incomplete } = await executeCheck(
      check(() => {
        throw new NotExercised('no code', { incomplete: true });
      }),
      session(),
    );
    expect([result.outcome, incomplete]).toEqual(['skip', 'no code']);
  });

  test.each([
    ['omit', new DoesNotApply('public directory')],
    ['error', new Unreachable('https://plan.test/x', new Error('reset'))],
    ['error', new TypeError('undefined is not a function')],
  ])('that throws becomes %s, not a failure of the target', async (outcome, error) => {
    const { result } = await executeCheck(
      check(() => {
        throw error;
      }),
      session(),
    );
    expect(result.outcome).toBe(outcome);
    expect(result.message).toContain(error.message);
  });

  test('is omitted under a ruleset that does not ask for it, and says which do', async () => {
    const asked = check((t) => t.expect(seen(true)), { under: 'smart' });
    expect((await executeCheck(asked, session())).result).toMatchObject({
      outcome: 'omit',
      message: 'asked for by the rulesets cms-2026, cms-2027 only',
    });
    const { result } = await executeCheck(asked, session(undefined, {}, 'cms-2026'));
    expect(result.outcome).toBe('pass');
  });

  test('has the level that the ruleset gives it', async () => {
    const rule = check((t) => t.expect(seen(false)), {
      level: 'SHOULD',
      levelUnder: { regulation: 'SHALL' },
    });
    const warned = await executeCheck(rule, session());
    expect(warned.result).toMatchObject({ level: 'SHOULD', severity: 'warning' });
    const failed = await executeCheck(rule, session(undefined, {}, 'cms-2026'));
    expect(failed.result).toMatchObject({ level: 'SHALL', severity: 'failure' });
  });

  test('that could lock someone out runs only where that is allowed', async () => {
    const harsh = check((t) => t.expect(seen(true)), { intrusive: true });
    const refused = await executeCheck(harsh, session());
    expect(refused.result).toMatchObject({ outcome: 'skip' });
    expect(refused.result.message).toContain('--intrusive');
    const allowed = await executeCheck(harsh, session(undefined, { intrusive: true }));
    expect(allowed.result.outcome).toBe('pass');
  });

  test('that a person must judge is a review that says at what to look', async () => {
    const { result } = await executeCheck(
      check(() => {
        throw new NeedsPerson('look at the consent page');
      }),
      session(),
    );
    expect(result).toMatchObject({ outcome: 'review', message: 'look at the consent page' });
  });

  test('weighs more where the target binds itself', async () => {
    const bound = check(
      (t) => {
        t.level = 'SHALL';
        t.expect(seen(false));
      },
      { level: 'MAY' },
    );
    const { result } = await executeCheck(bound, session());
    expect(result).toMatchObject({ level: 'SHALL', severity: 'failure' });
  });
});
