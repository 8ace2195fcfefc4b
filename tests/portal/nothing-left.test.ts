import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { describeSandbox } from '../../lib/embedded-target.ts';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { defects } from '../../mock-server/control/defects/index.ts';
import { portal } from '../../suites/portal/index.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { Session } from '../../suites/runner/session.ts';

const url = 'http://plan.test';
let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

/** Runs the whole suite; which apps are there more than before, and what the run could not delete. */
async function runPortal(names: readonly string[] = []) {
  sandbox = createSandbox({
    publicUrls: { standard: url },
    members: 5,
    practitioners: 16,
    control: true,
    defects: defects.filter(({ name }) => names.includes(name)),
  });
  const session = new Session({
    target: describeSandbox(sandbox, url, 'sandbox'),
    transport: sandbox.transport('standard'),
    randomBytes,
    now: () => Date.now(),
  });
  const before = new Set((await sandbox.core.apps.list()).map(({ clientId }) => clientId));
  const results: CheckResult[] = [];
  for (const check of portal.checks) results.push((await executeCheck(check, session)).result);
  const left = await session.cleanup.run();
  const added = (await sandbox.core.apps.list()).filter(({ clientId }) => !before.has(clientId));
  return { results, left: [...left.keys()], added: added.map(({ name }) => name) };
}

describe('what the portal suite leaves behind', () => {
  test('is the app with production access alone', async () => {
    const { results, left, added } = await runPortal();
    expect(results.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(left).toEqual([]);
    expect(added).toEqual(['Check draft_prod']);
  });

  test('is no more when checks fail or cannot go on', async () => {
    const { results, added } = await runPortal([
      'portal.markup-executed',
      'portal.fourth-app-accepted',
      'portal.secret-of-no-app',
    ]);
    const failed = results.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id);
    expect(failed).toEqual(expect.arrayContaining(['portal.apps.markup-is-text', 'portal.apps.limit']));
    expect(added).toEqual(['Check draft_prod']);
  });
});
