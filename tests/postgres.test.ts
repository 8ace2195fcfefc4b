import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { describeSandbox } from '../lib/embedded-target.ts';
import { openSandbox } from '../lib/sandbox.ts';
import { startPostgres } from '../mock-server/store/postgres.fixture.ts';
import { suites } from '../suites/index.ts';
import { executeCheck } from '../suites/runner/execute-check.ts';
import { Session } from '../suites/runner/session.ts';

const url = 'http://standard.sandbox.test';
const server = await startPostgres();
afterAll(async () => {
  if (typeof server !== 'string') await server.stop();
});

/** The suites that write: login, consent, tokens, and the developer portal. */
const checks = suites
  .filter(({ name }) => name === 'oauth' || name === 'portal')
  .flatMap((suite) => suite.checks);

test('a sandbox on PostgreSQL passes what one in memory passes', async ({ skip }) => {
  if (typeof server === 'string') return skip(server);
  const plan = await openSandbox({
    publicUrls: { standard: url },
    members: 20,
    control: true,
    state: { databaseUrl: await server.urlOf('suites') },
  });
  const session = new Session({
    target: describeSandbox(plan, url, 'sandbox on PostgreSQL'),
    transport: plan.transport('standard'),
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
  const failed: string[] = [];
  let passed = 0;
  for (const check of checks) {
    const { result } = await executeCheck(check, session);
    if (result.outcome === 'pass') passed += 1;
    else if (result.outcome !== 'omit')
      failed.push(`${result.id}: ${result.outcome} ${result.message ?? ''}`);
  }
  await plan.close();
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(100);
}, 120_000);
