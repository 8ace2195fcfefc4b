import { describe, expect, test } from 'vitest';
import { createMasker, type Maskable } from './mask-journal.ts';

const mask = createMasker();
const bare: Maskable = {
  url: '/',
  requestHeaders: {},
  requestBody: '',
  responseHeaders: {},
  responseBody: '',
};
const shown = (exchange: Partial<Maskable>) => JSON.stringify(mask({ ...bare, ...exchange }));
const SECRET = 'sEcr3t-Va%lue/with+signs';
const asForm = encodeURIComponent(SECRET);

describe('a secret does not leave the journal', () => {
  test.each<[string, Partial<Maskable>]>([
    ['a bearer token', { requestHeaders: { authorization: `Bearer ${SECRET}` } }],
    ['a token of an unknown scheme', { requestHeaders: { authorization: `DPoP ${SECRET}` } }],
    [
      'a secret in Basic',
      { requestHeaders: { authorization: `Basic ${Buffer.from(`app:${SECRET}`).toString('base64')}` } },
    ],
    ['a secret in a form', { requestBody: `client_id=app&client_secret=${asForm}` }],
    ['a code in a query', { url: `/demo/callback?code=${asForm}&state=x` }],
    ['a code in a redirect', { responseHeaders: { location: `https://app.example/cb?code=${asForm}` } }],
    ['a token in a fragment', { responseHeaders: { location: `app://cb#access_token=${asForm}` } }],
    ['a login in a redirect', { responseHeaders: { location: `/member/login?interaction=${asForm}` } }],
    ['a parameter by an escaped name', { requestBody: `client%5Fsecret=${asForm}` }],
    ['a password', { requestBody: `username=ada&password=${asForm}` }],
    ['a verifier', { requestBody: `code_verifier=${asForm}` }],
    ['a token to revoke', { requestBody: `token=${asForm}&token_type_hint=refresh_token` }],
    ['a cookie', { requestHeaders: { cookie: `a=b; assay_session=${SECRET}` } }],
    [
      'a cookie that is set',
      { responseHeaders: { 'set-cookie': ['x=1234', `assay_session=${SECRET}; Path=/`] } },
    ],
    ['a token in JSON', { responseBody: JSON.stringify({ access_token: SECRET, token_type: 'Bearer' }) }],
    [
      'a token in JSON that was cut',
      { responseBody: `{"refresh_token":"${SECRET}","scope":"pati… (9 more)` },
    ],
    ['a hidden field', { responseBody: `<html><input type="hidden" name="csrf" value="${SECRET}">` }],
    ['a secret that a page shows once', { responseBody: `<p><code class="secret">${SECRET}</code></p>` }],
    [
      'a code that a page repeats',
      { url: `/demo/callback?code=${asForm}`, responseBody: `<p>curl -d code=${SECRET}</p>` },
    ],
  ])('%s', (_, exchange) => {
    const text = shown(exchange);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(asForm);
    expect(text).toMatch(/#[0-9a-f]{8}/);
  });
});

test.each([
  ['by a browser', 'Forest-Palm+72%21'],
  ['with every escape in lower case', '%46orest-%50alm%2072%21'],
  ['by a script', 'Forest-Palm%2072!'],
])('a secret escaped %s does not leave the journal either', (_, sent) => {
  for (const exchange of [
    { requestBody: `username=ada&password=${sent}` },
    { url: `/cb?client_secret=${sent}&a=b` },
    { requestBody: `password=${sent}`, url: `/login?again=${encodeURIComponent('Forest-Palm 72!')}` },
  ]) {
    expect(decodeURIComponent(shown(exchange).replaceAll('+', ' '))).not.toContain('Forest-Palm 72!');
  }
});

test.each([
  ['JSON', '{"scope":"a","refresh_token":"half-of-a-sec… (9 more)'],
  ['a hidden field', '</p><input type="hidden" name="csrf" value="half-of-a-sec… (9 more)'],
  ['what a page shows', '</p><code class="secret">half-of-a-sec… (9 more)'],
])('a secret that was cut in the middle does not leave the journal either: %s', (_, responseBody) => {
  expect(shown({ responseBody })).not.toContain('half-of');
});

test('equal secrets have equal pseudonyms, others do not', () => {
  const [, pseudonym] =
    /access_token#([0-9a-f]{8})/.exec(shown({ responseBody: `{"access_token":"${SECRET}"}` })) ?? [];
  expect(shown({ requestHeaders: { authorization: `Bearer ${SECRET}` } })).toContain(`#${pseudonym}`);
  expect(shown({ requestHeaders: { authorization: `Bearer ${SECRET}x` } })).not.toContain(`#${pseudonym}`);
});

test('what is no secret stays as it is', () => {
  const exchange: Maskable = {
    url: '/ghp/fhir4/v1/Observation?code=http://loinc.org|8867-4',
    requestHeaders: { accept: 'application/fhir+json', host: '127.0.0.1' },
    requestBody: 'grant_type=refresh_token&token_type_hint=access_token&scope=openid',
    responseHeaders: { 'set-cookie': 'assay_browser=; Path=/; HttpOnly' },
    responseBody:
      '{"resourceType":"Observation","code":{"coding":[{"code":"8867-4"}]},"token_type":"Bearer"}',
  };
  expect(mask(exchange)).toEqual(exchange);
});
