import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import { checks } from '../../suites/index.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import { fetchTransport } from '../../suites/runner/http.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { Session } from '../../suites/runner/session.ts';
import { createTarget } from '../../suites/runner/target.ts';
import { explained } from './medplum.findings.ts';
import { startMedplum } from './medplum.fixture.ts';

/** What the library answers for itself; status lines, headers and metadata are those of its host. */
const ofTheLibrary = checks.filter(
  ({ id, needs }) =>
    /^fhir\.(conformance|must-support|references|search|relation|chain|include|bundle)\./.test(id) &&
    !needs.includes('patient access'),
);

describe('the FHIR suite against a directory served by Medplum’s router', () => {
  let server: Awaited<ReturnType<typeof startMedplum>>;
  const results: CheckResult[] = [];

  beforeAll(async () => {
    const directory = createPopulation().directory(Date.UTC(2026, 10, 1));
    server = await startMedplum(directory);
    const session = new Session({
      target: createTarget({
        name: 'Medplum',
        providerDirectory: server.base,
        oauth: { token: `${server.base}/token` },
        clients: {},
        limits: { requestsPerSecond: 0 },
      }),
      transport: fetchTransport,
      randomBytes,
      now: () => performance.timeOrigin + performance.now(),
    });
    for (const check of ofTheLibrary) results.push((await executeCheck(check, session)).result);
  }, 120_000);

  afterAll(() => server.close());

  const of = (outcome: string) => results.filter((result) => result.outcome === outcome).map(({ id }) => id);

  it('no check breaks', () => {
    expect(results.filter(({ outcome }) => outcome === 'error')).toEqual([]);
  });

  it('fails what is wrong with it, each looked at by hand, and nothing else', () => {
    expect(of('fail').sort()).toEqual(explained.map(({ id }) => id).sort());
  });

  it('passes most of what it does', () => {
    expect(of('pass').length).toBeGreaterThan(150);
  });
});
