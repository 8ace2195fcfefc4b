import { describe, expect, test } from 'vitest';
import type { RawExchange } from '../runner/http.ts';
import type { AuthorizationEnd } from '../runner/login/form-driver.ts';
import { judgeErrorCharset } from './authorize/error-redirects.ts';
import { judgeRedirectStatus } from './authorize/more-requests.ts';
import { variantsOf } from './authorize/no-redirect.ts';
import { foreignResources, judgeForged, judgeReferrer } from './authorize/page-safety.ts';
import { withdrawalOf } from './authorize/withdraw.ts';
import { judgePrivate } from './bearer/accepted.ts';
import { judgeChallengeError, nothingGiven } from './bearer/ask.ts';
import { judgeRace } from './code/spent.ts';
import { exchange, json } from './exchange.fixture.ts';
import { codeRefused } from './judge.ts';
import { verifierOf } from './pkce/more-exchanges.ts';
import { judgeParallelRefresh } from './refresh/rotation.ts';
import { judgeScope } from './refresh/scope.ts';

const verdicts = (expectations: readonly { ok: boolean }[]) => expectations.map(({ ok }) => ok);

function sentTo(location: string, all: readonly RawExchange[] = []): AuthorizationEnd {
  return {
    kind: 'redirect',
    location: new URL(location),
    exchange: exchange({ status: 303 }),
    pages: { all },
  };
}

describe('a refused authorization request', () => {
  const cb = 'https://app.test/cb';
  test.each([
    ['told to the app', sentTo(`${cb}?error=invalid_request&state=s`), [true, true, true]],
    ['told with another state', sentTo(`${cb}?error=invalid_request&state=t`), [true, true, false]],
    ['told by another code', sentTo(`${cb}?error=server_error&state=s`), [true, false, true]],
    ['with a code', sentTo(`${cb}?code=c&state=s`), [false]],
    ['with a token in the fragment', sentTo(`${cb}#access_token=t&state=s`), [false]],
    [
      'on a page',
      { kind: 'page', exchange: exchange({ status: 400 }), pages: { all: [] } } as const,
      [true, false, false],
    ],
  ])('%s', (_, end, ok) => {
    expect(verdicts(codeRefused(end, ['invalid_request'], 's'))).toEqual(ok);
  });

  test.each([
    ['plain', `${cb}?error=invalid_request&error_description=scope+is+missing`, true],
    ['markup', `${cb}?error=invalid_request&error_description=%3Cb%3E%22x%22`, false],
    ['a sentence for a code', `${cb}?error=Invalid+request`, false],
    ['no error', `${cb}?code=c`, false],
  ])('is described in %s', (_, location, ok) => {
    expect(judgeErrorCharset(sentTo(location)).ok).toBe(ok);
  });
});

test('after a form the browser may be redirected by 302 and 303, not by 307 and 308', () => {
  const all = [302, 303, 307, 308].map((status) => exchange({ status }));
  const get = exchange({ method: 'GET', status: 307 });
  expect(verdicts(judgeRedirectStatus(sentTo('https://app.test/cb', [...all, get])))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe('redirect URIs that resemble the registered one', () => {
  test('are never it, and all are addresses', () => {
    for (const uri of ['https://app.test/cb', 'http://127.0.0.1:8765/callback', 'https://APP.test/CB']) {
      const variants = variantsOf(uri);
      expect(variants).not.toContain(uri);
      expect(variants.filter((variant) => !URL.canParse(variant))).toEqual([]);
    }
  });

  test('leave the port of the loopback address alone', () => {
    expect(variantsOf('http://127.0.0.1:1/cb').join()).not.toContain(':4444');
    expect(variantsOf('https://app.test/cb').join()).toContain('https://app.test:4444/cb');
  });
});

describe('pages', () => {
  const html = `<script src="https://cdn.test/a.js"></script><img src="/logo.png">
<link rel="stylesheet" href="https://plan.test/s.css"><link rel="canonical" href="https://www.test/">
<img src="data:image/png;base64,AA">`;

  test('load what their tags say', () => {
    expect(foreignResources(html, 'https://plan.test/login')).toEqual(['https://cdn.test']);
  });

  test.each([
    ['no-referrer', true],
    ['strict-origin', true],
    ['unsafe-url', false],
    ['strict-origin-when-cross-origin', false],
  ])('with the referrer policy %s', (policy, ok) => {
    const page = exchange({ method: 'GET', headers: { 'referrer-policy': policy }, body: '<p>' });
    expect(verdicts(judgeReferrer('login page', page))).toEqual([ok, true]);
  });

  test('without a referrer policy leak, unless the page itself has one', () => {
    expect(judgeReferrer('x', exchange({ body: '<p>' }))[0]?.ok).toBe(false);
    expect(
      judgeReferrer('x', exchange({ body: '<meta name="referrer" content="no-referrer">' }))[0]?.ok,
    ).toBe(true);
  });

  test.each([
    ['login', exchange({ status: 303, headers: { location: '/consent', 'set-cookie': 's=1' } }), false],
    ['login', exchange({ status: 403 }), true],
    ['login', exchange({ status: 303, headers: { location: '/login' } }), true],
    ['consent', exchange({ status: 303, headers: { location: 'https://app.test/cb?code=c' } }), false],
    ['consent', exchange({ status: 303, headers: { location: '/login' } }), true],
  ] as const)('whose %s form was sent from another browser (%#)', (name, answer, ok) => {
    expect(judgeForged(name, answer)).toMatchObject({ ok, part: 'security' });
  });

  test('of consents offer a form per app', () => {
    const body = `<ul><li><h3>Notebook</h3><form method="post" action="/w"><input name="id" value="1"><button name="go" value="n">Withdraw consent</button></form></li>
<li><h3>Companion</h3><form method="post" action="/w"><input name="id" value="2"><button>Remove</button></form></li></ul>`;
    const page = exchange({ method: 'GET', url: 'https://plan.test/consents', body });
    expect(withdrawalOf(page, 'Notebook')?.body).toBe('id=1&go=n');
    expect(withdrawalOf(page, 'Companion')?.body).toBe('id=2');
    expect(withdrawalOf(page, 'Stranger')).toBeUndefined();
  });
});

describe('what came at once', () => {
  const token = json(200, { access_token: 'a', refresh_token: 'r1' });
  const refused = json(400, { error: 'invalid_grant' });
  test.each([
    ['one success', [token, refused, refused], [true, true]],
    ['two successes', [token, token, refused], [false, false]],
    ['none', [refused, refused], [true, false]],
    ['a crash', [token, exchange({ status: 500 })], [true, false]],
  ])('one code: %s', (_, answers, ok) => {
    expect(verdicts(judgeRace(answers))).toEqual(ok);
  });

  test.each([
    ['rotated once', [token, refused], [true, true]],
    ['rotated twice', [token, json(200, { access_token: 'b', refresh_token: 'r2' })], [true, false]],
    [
      'not rotated',
      [json(200, { access_token: 'a' }), json(200, { access_token: 'b', refresh_token: 'r0' })],
      [true, true],
    ],
    ['a crash', [token, exchange({ status: 503 })], [false, true]],
  ])('refreshes: %s', (_, answers, ok) => {
    expect(verdicts(judgeParallelRefresh(answers, 'r0'))).toEqual(ok);
  });
});

describe('the answer of the API', () => {
  test.each([
    ['Bearer realm="x", error="invalid_token"', true],
    ['Bearer error=invalid_token', true],
    ['bearer error="invalid_token"', true],
    ['Bearer', false],
    ['Bearer error="invalid_request"', false],
    ['Basic realm="x"', false],
  ])('with the challenge %s', (value, ok) => {
    const answer = exchange({ status: 401, headers: { 'www-authenticate': value } });
    expect(judgeChallengeError(answer, 'invalid_token').ok).toBe(ok);
  });

  test.each([
    ['private', true],
    ['no-store', true],
    ['max-age=0, private', true],
    ['public, max-age=60', false],
    ['no-cache', false],
  ])('with Cache-Control: %s', (value, ok) => {
    expect(judgePrivate(exchange({ headers: { 'cache-control': value } })).ok).toBe(ok);
  });

  test.each([
    ['a Bundle', json(200, { resourceType: 'Bundle' }), false],
    ['a resource with an error', json(403, { resourceType: 'Patient' }), false],
    ['an OperationOutcome', json(401, { resourceType: 'OperationOutcome' }), true],
    ['an empty success', exchange({ status: 204 }), false],
    ['a refusal of a gateway', json(401, { fault: {} }), true],
  ])('gives %s', (_, answer, ok) => {
    expect(nothingGiven(answer).ok).toBe(ok);
  });
});

test.each([
  [undefined, true],
  ['b a', true],
  ['a', false],
  ['a b c', false],
  ['', false],
])('a refreshed scope %s is that of before: %s', (scope, ok) => {
  expect(judgeScope(json(200, { scope }), 'a b', 'scope').ok).toBe(ok);
});

test('verifiers have the length that is asked for and hold every kind of character', () => {
  for (const length of [42, 43, 64, 128, 129]) {
    expect(verifierOf(length, 'Ab3'.repeat(50))).toHaveLength(length);
    expect(verifierOf(length, 'Ab3')).toMatch(/^-\._~[A-Za-z0-9]+$/);
  }
});
