import { randomBytes } from 'node:crypto';
import { afterAll, describe, inject, test } from 'vitest';
import { suites } from '../../index.ts';
import { findRuleset } from '../../rulesets.ts';
import type { Check } from '../check.ts';
import type { CheckRun } from '../execute-check.ts';
import { executeCheck } from '../execute-check.ts';
import { fetchTransport } from '../http.ts';
import { Masker } from '../mask.ts';
import { Session } from '../session.ts';
import { strangerReasons } from '../stranger.ts';
import type { Evidence, RunRequest } from './protocol.ts';

/** What a check that runs when the run is interrupted has to put in order what it changed. */
const TIME_TO_END_MS = 3000;

const request = inject('assay') as RunRequest;
const { target, checks, waitExpiry } = request;
const wanted = new Set(checks);
const ruleset = findRuleset(request.ruleset);
const session = new Session({
  target,
  transport: fetchTransport,
  randomBytes,
  now: () => performance.timeOrigin + performance.now(),
  waitExpiry,
  ...(ruleset && { ruleset }),
});
const runs: CheckRun[] = [];
const stop = new BroadcastChannel(request.stopChannel);
let isInterrupted = false;
stop.onmessage = () => {
  if (isInterrupted) return;
  isInterrupted = true;
  setTimeout(() => session.http.stop('the run was interrupted'), TIME_TO_END_MS).unref();
};
stop.postMessage('listening');

const isLast = (check: Check) => check.last === true;
const inOrder = [
  ...suites.map((suite) => ({ suite, part: suite.checks.filter((check) => !isLast(check)) })),
  ...suites.map((suite) => ({ suite, part: suite.checks.filter(isLast) })),
];

for (const { suite, part } of inOrder) {
  const chosen = part.filter((check) => wanted.has(check.id));
  if (chosen.length === 0) continue;
  describe(suite.name, () => {
    for (const check of chosen) {
      test(check.id, async ({ task, skip }) => {
        if (isInterrupted) skip();
        const run = await executeCheck(check, session);
        runs.push(run);
        task.meta.assay = { progress: new Masker(target).result(run.result) };
        const { outcome, severity, message } = run.result;
        if (outcome === 'skip' || outcome === 'omit') skip(message);
        if (severity === 'failure' || outcome === 'error') throw new Error(`${check.id}: ${outcome}`);
      });
    }
  });
}

let left: readonly string[] = [];
describe('cleanup', () => {
  test('cleanup', async () => {
    left = [...(await session.cleanup.run()).keys()];
  });
});

// Pseudonyms are given when every secret of the run has been seen: evidence leaves this worker only then.
describe('evidence', () => {
  test('evidence', ({ task }) => {
    const masker = new Masker(target);
    const broken = runs.flatMap(({ result }) => result.findings.filter(({ ok }) => !ok));
    const telling = new Set(broken.flatMap((finding) => finding.evidence));
    const exchanges = masker.mask(session.http.exchanges, telling);
    const evidence: Evidence = {
      exchanges,
      checks: runs.map(({ result }) => masker.result(result)),
      incomplete: [
        ...strangerReasons(target, session.http.exchanges),
        ...(isInterrupted ? [`the run was interrupted after ${runs.length} of ${wanted.size} checks`] : []),
        ...runs.flatMap(({ incomplete }) => (incomplete === undefined ? [] : [masker.text(incomplete)])),
      ],
      coverage: session.coverage(),
      resources: session.resources.size,
      left: left.map((what) => masker.text(what)),
    };
    task.meta.assay = { evidence };
  });
});

afterAll(() => {
  stop.close();
  runs.splice(0);
});
