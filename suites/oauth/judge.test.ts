import { describe, expect, test } from 'vitest';
import { judgeServerMetadata, judgeSmartConfiguration } from './discovery/checks.ts';
import { exchange, json } from './exchange.fixture.ts';
import { judgeActive, judgeInactive } from './introspect/checks.ts';
import { isDocumentedRefusal, judgeLookAlike, noTokenGiven, tokenRefused, withoutSecurity } from './judge.ts';
import { metadataUrl } from './metadata.ts';
import { judgeForeignRevocation } from './revoke/checks.ts';
import { isSameScope, scopesOf } from './scopes.ts';
import { judgeErrorBody, judgeNoStore } from './token/error-bodies.ts';

const documented = json(401, { ErrorCode: 'invalid_client', Error: 'Invalid client credentials' });
const invalidGrant = { status: [400], error: ['invalid_grant'] };
const verdicts = (expectations: readonly { ok: boolean }[]) => expectations.map(({ ok }) => ok);

describe('a refusal of the token endpoint', () => {
  test.each([
    ['as the RFC has it', json(400, { error: 'invalid_grant' }), [true, true, true], []],
    ['with another code', json(400, { error: 'invalid_request' }), [true, true, false], []],
    ['with another status', json(401, { error: 'invalid_grant' }), [true, false, true], []],
    ['as the portal documents it', documented, [true, false, false], ['DEV-10', 'DEV-11']],
    ['nearly as documented', json(401, { Error: 'Invalid credentials' }), [true, false, false], []],
    ['with a token', json(200, { access_token: 'a', token_type: 'Bearer' }), [false], []],
    ['with a token in an error', json(400, { error: 'invalid_grant', access_token: 'a' }), [false], []],
  ])('%s', (_, answer, ok, deviations) => {
    const findings = tokenRefused(answer, invalidGrant);
    expect(verdicts(findings)).toEqual(ok);
    expect(findings.flatMap(({ deviation }) => deviation ?? [])).toEqual(deviations);
  });

  test('never excuses a token', () => {
    const [security] = tokenRefused(json(200, { access_token: 'a' }), invalidGrant);
    expect(security).toMatchObject({ part: 'security', ok: false });
    expect(security?.deviation).toBeUndefined();
    expect(noTokenGiven(exchange({ status: 204 })).ok).toBe(false);
  });

  test('of a check that is none of security is a matter of form', () => {
    const parts = withoutSecurity(tokenRefused(documented, invalidGrant)).map(({ part }) => part);
    expect(new Set(parts)).toEqual(new Set(['form']));
  });

  test('is the documented one only without the member error', () => {
    expect(isDocumentedRefusal(documented)).toBe(true);
    expect(isDocumentedRefusal(json(401, { error: 'x', Error: 'Invalid client credentials' }))).toBe(false);
    expect(isDocumentedRefusal(json(400, { Error: 'Invalid client credentials' }))).toBe(false);
  });

  test('tells an unknown client from a known one by status or body', () => {
    expect(verdicts(judgeLookAlike(documented, documented))).toEqual([true, true]);
    expect(verdicts(judgeLookAlike(json(401, { error: 'x' }), documented))).toEqual([true, false]);
    expect(verdicts(judgeLookAlike(json(400, {}), documented))).toEqual([false, false]);
  });
});

describe('the body of an error', () => {
  test.each([
    [
      'right',
      json(400, { error: 'invalid_request', error_description: 'scope is missing' }),
      [true, true, true, true],
    ],
    ['documented', documented, [true, false, true, true]],
    [
      'a web page',
      exchange({ status: 400, headers: { 'content-type': 'text/html' }, body: '<html>' }),
      [false, false, true, true],
    ],
    [
      'JSON that does not say so',
      exchange({ status: 400, body: { error: 'invalid_request' } }),
      [false, true, true, true],
    ],
    ['a code of its own', json(400, { error: 'bad_request' }), [true, false, true, true]],
    [
      'quotes in the description',
      json(400, { error: 'invalid_request', error_description: 'no "x"' }),
      [true, true, false, true],
    ],
    [
      'umlauts in the description',
      json(400, { error: 'invalid_request', error_description: 'ungültig' }),
      [true, true, false, true],
    ],
    [
      'a trace of Node',
      json(400, { error: 'invalid_request', trace: 'at run (/srv/app.js:1:2)' }),
      [true, true, true, false],
    ],
    [
      'a class of Java',
      json(400, { error: 'invalid_request', cause: 'java.lang.NullPointerException' }),
      [true, true, true, false],
    ],
  ])('%s', (_, answer, ok) => {
    expect(verdicts(judgeErrorBody(answer))).toEqual(ok);
  });

  test('must not be stored', () => {
    expect(judgeNoStore(json(400, {}, { 'cache-control': 'no-cache, no-store' })).ok).toBe(true);
    expect(judgeNoStore(json(400, {}, { 'cache-control': 'no-cache' })).ok).toBe(false);
    expect(judgeNoStore(json(400, {})).ok).toBe(false);
  });
});

describe('introspection', () => {
  const live = { active: true, scope: 'a', client_id: 'app', exp: 1_800_000_000, patient: '1' };
  test.each([
    ['a live token', live, [true, true, true, true, true, true]],
    ['active as a text', { ...live, active: 'true' }, [true, false, true, true, true, true]],
    ['exp in milliseconds', { ...live, exp: 1_800_000_000_000 }, [true, true, true, true, false, true]],
    ['exp as a text', { ...live, exp: '1800000000' }, [true, true, true, true, false, true]],
    ['another client', { ...live, client_id: 'other' }, [true, true, true, false, true, true]],
    ['no patient', { ...live, patient: undefined }, [true, true, true, true, true, false]],
  ])('of %s', (_, body, ok) => {
    expect(verdicts(judgeActive(json(200, body), 'app', '1'))).toEqual(ok);
  });

  test.each([
    ['nothing more', json(200, { active: false }), [true, true]],
    ['a reason', json(200, { active: false, reason: 'expired' }), [true, false]],
    ['an error', json(400, { error: 'invalid_request' }), [false, false]],
  ])('of a dead token tells %s', (_, answer, ok) => {
    expect(verdicts(judgeInactive(answer, 'a token'))).toEqual(ok);
  });
});

describe('metadata', () => {
  test('are found before the path of the issuer', () => {
    expect(metadataUrl('https://plan.test', 'x')).toBe('https://plan.test/.well-known/x');
    expect(metadataUrl('https://plan.test/', 'x')).toBe('https://plan.test/.well-known/x');
    expect(metadataUrl('https://plan.test/oauth', 'x')).toBe('https://plan.test/.well-known/x/oauth');
  });

  test('name their issuer', () => {
    const own = { issuer: 'https://plan.test' };
    expect(verdicts(judgeServerMetadata(own, json(200, own), own.issuer))).toEqual([true, true]);
    const other = { issuer: 'https://plan.test/' };
    expect(verdicts(judgeServerMetadata(other, json(200, other), own.issuer))).toEqual([true, false]);
    expect(verdicts(judgeServerMetadata(undefined, exchange({ status: 404 }), own.issuer))).toEqual([
      false,
      false,
    ]);
  });

  test('of SMART have five members', () => {
    expect(verdicts(judgeSmartConfiguration(undefined, exchange({ status: 404 })))).toEqual([false]);
    const incomplete = { authorization_endpoint: 'a', token_endpoint: 't', capabilities: [] };
    expect(verdicts(judgeSmartConfiguration(incomplete, json(200, incomplete)))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

test('a token that another client could revoke is a finding of security', () => {
  expect(judgeForeignRevocation(exchange({}), exchange({ status: 200 })).ok).toBe(true);
  expect(judgeForeignRevocation(exchange({}), exchange({ status: 401 }))).toMatchObject({
    ok: false,
    part: 'security',
  });
});

describe('scopes', () => {
  const target = (scope?: string) => ({ oauth: scope === undefined ? {} : { scope } });
  test.each([
    ['openid patient/A.read patient/B.read', 'openid patient/A.read'],
    ['patient/*.read', undefined],
    ['openid offline_access', undefined],
  ])('%s', (scope, narrow) => {
    expect(scopesOf(target(scope))).toEqual({ asked: scope, narrow });
  });

  test('are two types of data without a descriptor’s', () => {
    expect(scopesOf(target()).narrow).toBe('offline_access patient/Coverage.read');
  });

  test('are the same in any order', () => {
    expect(isSameScope('a b', 'b a')).toBe(true);
    expect(isSameScope('a b', 'a')).toBe(false);
  });
});
