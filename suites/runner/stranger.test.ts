import { describe, expect, test } from 'vitest';
import { suites } from '../index.ts';
import { executeCheck } from './execute-check.ts';
import type { HttpResponse } from './http.ts';
import { Session } from './session.ts';
import { strangerReasons } from './stranger.ts';
import { createTarget } from './target.ts';

const redirectUri = 'https://app.test/cb';
const token = 'https://plan.test/token';
const patientAccess = 'https://plan.test/fhir';
const providerDirectory = 'https://plan.test/directory';
const target = createTarget({
  name: 'stub',
  patientAccess,
  providerDirectory,
  oauth: { token, authorize: 'https://plan.test/authorize', corsOrigin: 'https://app.test' },
  clients: {
    directory: { id: 'finder', secret: 'secret of finder' },
    member: { id: 'app', secret: 'secret of app', redirectUri, otherRedirectUri: `${redirectUri}/2` },
    second: { id: 'other', secret: 'secret of other', redirectUri },
    encoded: { id: 'a b', secret: 'secret % of a b' },
    native: { id: 'native', redirectUri: 'http://127.0.0.1/callback' },
  },
  members: [
    { userName: 'ann', password: 'password of ann' },
    { userName: 'bob', password: 'password of bob' },
  ],
  documentation: 'https://plan.test/docs',
  consents: 'https://plan.test/consents',
  portal: {
    url: 'https://plan.test',
    outbox: 'https://plan.test/outbox',
    reviewer: { email: 'rae@plan.test', password: 'password of rae' },
    productionMember: { userName: 'cid', password: 'password of cid' },
  },
  intrusive: true,
  limits: { requestsPerSecond: 0, logins: 100 },
});

const page = (status: number): HttpResponse => ({
  status,
  headers: [['content-type', 'text/html']],
  body: `<p>${status}</p>`,
});

function sessionWith(answer: (url: string) => HttpResponse): Session {
  return new Session({
    target,
    transport: async ({ url }) => answer(url),
    randomBytes: (count) => Buffer.alloc(count, 7),
    now: () => 0,
  });
}

const loginForm: string = '<form method="post"><input name="u"><input type="password" name="p"></form>';

describe('a server that answers everything by the same web page', () => {
  test.each([
    // A page is what documentation is.
    [200, ['operations.documentation.open']],
    [200, ['operations.documentation.open'], loginForm],
    // That a garbled token is answered by 401 is all that is asked, and so it is.
    [401, ['oauth.bearer.garbled-token']],
    [404, []],
    [501, []],
  ] as const)('passes nothing: HTTP %i', async (status, expected, body: string = `<p>${status}</p>`) => {
    const session = sessionWith(() => ({ ...page(status), body }));
    const passed: string[] = [];
    for (const { checks } of suites)
      for (const check of checks) {
        const { result } = await executeCheck(check, session);
        expect(result.message ?? '').not.toContain('the check itself failed');
        if (['pass', 'deviation'].includes(result.outcome)) passed.push(result.id);
      }
    expect(passed).toEqual(expected);
    expect(strangerReasons(target, session.http.exchanges)[0]).toMatch(/^this is no OAuth and FHIR server/);
  });
});

const speaking = (url: string, body: string) => (asked: string) => ({
  ...page(404),
  ...(asked === url && { body }),
});

test.each([
  ['the token endpoint refuses as OAuth does', speaking(token, '{"error":"invalid_client"}'), 0],
  ['a base answers with a resource', speaking(`${patientAccess}/Patient`, '{"resourceType":"Bundle"}'), 0],
  ['a base answers with other JSON', speaking(`${patientAccess}/Patient`, '{"message":"no"}'), 1],
])('%s', async (_, answer, count) => {
  const session = sessionWith(answer);
  await session.http.send({ method: 'POST', url: token }, 'test');
  expect(strangerReasons(target, session.http.exchanges)).toEqual([]);
  await session.http.send({ method: 'GET', url: `${patientAccess}/Patient` }, 'test');
  expect(strangerReasons(target, session.http.exchanges)).toHaveLength(count);
});
