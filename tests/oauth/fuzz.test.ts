import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSandbox } from '../../lib/sandbox.ts';
import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import { defects } from '../../mock-server/control/defects/index.ts';
import type { Store } from '../../mock-server/store/store.ts';
import type { HttpRequest, HttpResponse } from '../../suites/runner/http.ts';
import { createTokenJudge, judgeAuthorizeAnswer } from './answers.fixture.ts';
import { authorizeRequests, challenge, liveCodes, redirectUri, tokenRequests } from './requests.fixture.ts';

/** Requests per endpoint and dialect; 25,000 make a hundred thousand. */
const RUNS = Number(process.env.ASSAY_FUZZ_RUNS ?? 400);
/** The same requests in every run, so that a failure can be repeated; any other seed has to do as well. */
const SEED = Number(process.env.ASSAY_FUZZ_SEED ?? 20_260_105);

const publicUrl = 'http://plan.test';

type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** @returns what `use` makes of a sandbox in which time passes between the requests: wrong secrets must not throttle all */
async function withSandbox<T>(
  dialect: Dialect,
  faults: readonly Defect[],
  use: (send: Send) => Promise<T>,
): Promise<T> {
  const sandbox = createSandbox({ publicUrls: { [dialect]: publicUrl }, control: true, defects: faults });
  const transport = sandbox.transport(dialect);
  await saveCodes(sandbox.core.ports.store, sandbox.population.personas()[0]?.patientId ?? '');
  try {
    return await use((request) => {
      sandbox.core.control?.clock.advance(3000);
      return transport(request, 10_000);
    });
  } finally {
    await sandbox.close();
  }
}

/** As if a member had just consented, once per code. */
async function saveCodes(store: Store, patientId: string): Promise<void> {
  for (const code of liveCodes) {
    const grantId = `grant of ${code}`;
    await store.saveGrant({
      id: grantId,
      patientId,
      grantedBy: 'a member',
      fhirUser: `Patient/${patientId}`,
      clientId: 'member-app',
      types: ['Patient'],
      scope: 'patient/*.read',
      scopeRequested: false,
      createdAt: 0,
    });
    const bound = { clientId: 'member-app', grantId, redirectUri, redirectUriSent: true, challenge };
    await store.saveCode(code, { ...bound, expiresAt: Number.MAX_SAFE_INTEGER });
  }
}

/** @returns how many requests got a token */
function fuzzToken(dialect: Dialect, numRuns: number, faults: readonly Defect[] = []): Promise<number> {
  return withSandbox(dialect, faults, async (send) => {
    const judge = createTokenJudge(dialect);
    let tokens = 0;
    const property = fc.asyncProperty(tokenRequests(publicUrl), async (sent) => {
      const { isToken, complaints } = judge(await send(sent.request), sent);
      if (isToken) tokens += 1;
      expect(complaints).toEqual([]);
    });
    await fc.assert(property, { numRuns, seed: SEED, endOnFailure: true });
    return tokens;
  });
}

/** @returns how many requests got the login page */
function fuzzAuthorize(dialect: Dialect, numRuns: number, faults: readonly Defect[] = []): Promise<number> {
  return withSandbox(dialect, faults, async (send) => {
    let logins = 0;
    const property = fc.asyncProperty(authorizeRequests(publicUrl), async (sent) => {
      const { isLogin, complaints } = judgeAuthorizeAnswer(await send(sent.request), sent, publicUrl);
      if (isLogin) logins += 1;
      expect(complaints).toEqual([]);
    });
    await fc.assert(property, { numRuns, seed: SEED, endOnFailure: true });
    return logins;
  });
}

const patience = { timeout: 600_000 };

describe.each(['standard', 'documented'] satisfies Dialect[])('any request at all in %s', (dialect) => {
  // Had nothing been granted, nothing would have been tried.
  test('gets a token by right only, else a refusal in the form of the dialect', patience, async () => {
    expect(await fuzzToken(dialect, RUNS)).toBeGreaterThan(RUNS / 200);
  });

  test('gets the login page by right only, and is sent nowhere else than to the app', patience, async () => {
    expect(await fuzzAuthorize(dialect, RUNS)).toBeGreaterThan(RUNS / 200);
  });
});

describe('what must not be is noticed', () => {
  test.each([
    ['token.secret-not-compared', fuzzToken],
    ['token.unknown-client-accepted', fuzzToken],
    ['pkce.verifier-not-compared', fuzzToken],
    ['code.replay-accepted', fuzzToken],
    ['authorize.redirect-prefix-match', fuzzAuthorize],
    ['pkce.plain-accepted', fuzzAuthorize],
    ['authorize.response-type-not-checked', fuzzAuthorize],
  ] as const)('with the defect %s', async (name, fuzz) => {
    const fault = defects.filter((defect) => defect.name === name);
    expect(fault).toHaveLength(1);
    await expect(fuzz('standard', 3000, fault)).rejects.toThrow('Property failed');
  });
});
