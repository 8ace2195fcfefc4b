import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { handleAuthorize } from '../oauth/authorize.ts';
import {
  authorizeQuery,
  boxes,
  codeForm,
  cookiesOf,
  createRequest,
  createTestSandbox,
  decide,
  getCode,
  hiddenFields,
  locationOf,
  postToken,
  type TestSandbox,
  toConsentPage,
} from '../oauth/flow.fixture.ts';
import { clinicalTypes } from '../oauth/resource-types.ts';
import type { Reply } from '../reply.ts';
import { handleWithdrawal, showConnectedAppsPage } from './connected-apps.ts';
import { handleConsent } from './consent.ts';
import { showDemoCallback } from './demo.ts';
import { showLanding } from './landing.ts';
import { handleLogin, showLoginPage } from './login.ts';

async function toLoginPage({ endpoint }: TestSandbox): Promise<Reply> {
  const start = await handleAuthorize(createRequest({ query: authorizeQuery }), endpoint);
  return await showLoginPage(createRequest({ query: locationOf(start).search }), endpoint);
}

function expectPageHeaders({ headers }: Reply) {
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}

describe('the login page', () => {
  test.each([
    ['ada', 'wrong'],
    ['nobody', 'ada-password'],
    ['', ''],
    ['"><script>', 'x'],
  ])('comes again, telling nothing more, for %s and %s', async (username, password) => {
    const sandbox = createTestSandbox();
    const page = await toLoginPage(sandbox);
    const form = { ...hiddenFields(page), username, password };
    const request = createRequest({ form, cookies: cookiesOf(page) });
    const reply = await handleLogin(request, sandbox.endpoint);
    expectPageHeaders(reply);
    expect([reply.status, reply.headers.location]).toEqual([401, undefined]);
    const html = parse(String(reply.body));
    expect(html.querySelector('[role=alert]')?.text).toBe('The user name or the password is not right.');
    expect(html.querySelector('input[name=username]')?.getAttribute('value')).toBe(username);
    expect(String(reply.body)).not.toContain('<script>');
  });

  test('sets a session cookie that scripts and other sites do not get', async () => {
    for (const [publicUrl, end] of [
      ['http://127.0.0.1:8080', 'SameSite=Lax'],
      ['https://plan.example', 'SameSite=Lax; Secure'],
    ] as const) {
      const sandbox = createTestSandbox('standard', publicUrl);
      const page = await toLoginPage(sandbox);
      const form = { ...hiddenFields(page), username: 'ada', password: 'ada-password' };
      const reply = await handleLogin(createRequest({ form, cookies: cookiesOf(page) }), sandbox.endpoint);
      expect(reply.status).toBe(303);
      expect(reply.headers['set-cookie']).toMatch(
        new RegExp(`^assay_session=[\\w-]{43}; Path=/; HttpOnly; ${end}$`),
      );
    }
  });

  test('is skipped by a live session, the consent page is not', async () => {
    const sandbox = createTestSandbox();
    const { cookies } = await toConsentPage(sandbox);
    const start = await handleAuthorize(createRequest({ query: authorizeQuery }), sandbox.endpoint);
    const query = locationOf(start).search;
    const reply = await showLoginPage(createRequest({ query, cookies }), sandbox.endpoint);
    expect(locationOf(reply).pathname).toBe('/member/consent');
    sandbox.advance(29 * 60_000);
    const later = await handleAuthorize(createRequest({ query: authorizeQuery }), sandbox.endpoint);
    sandbox.advance(60_000);
    const expired = createRequest({ query: locationOf(later).search, cookies });
    expect((await showLoginPage(expired, sandbox.endpoint)).status).toBe(200);
  });

  test.each([
    ['the token of the page', { csrf: '' }, true],
    ['the cookie of the browser', {}, false],
    ['a token made for this interaction', { interaction: 'other' }, true],
  ])('refuses a form without %s', async (_what, changes, hasCookie) => {
    const sandbox = createTestSandbox();
    const page = await toLoginPage(sandbox);
    const form = { ...hiddenFields(page), username: 'ada', password: 'ada-password', ...changes };
    const cookies = hasCookie ? cookiesOf(page) : {};
    const reply = await handleLogin(createRequest({ form, cookies }), sandbox.endpoint);
    expect([reply.status, reply.headers['set-cookie']]).toEqual([403, undefined]);
  });
});

describe('the consent page', () => {
  test('names app, developer, risk and member, and has every type ticked', async () => {
    const { page } = await toConsentPage(createTestSandbox());
    expectPageHeaders(page);
    expect(page.headers['content-security-policy']).toContain("form-action 'self' http://127.0.0.1:8765;");
    const html = parse(String(page.body));
    for (const part of ['My Health Notebook', 'Lakeside Health Software', 'Risk category: medium', 'ada ']) {
      expect(html.text).toContain(part);
    }
    expect(String(page.body)).toContain('ada &lt;Example&gt;');
    const ticked = html.querySelectorAll('input[type=checkbox][checked]');
    expect(ticked.map((box) => box.getAttribute('value'))).toEqual(boxes);
    expect(html.querySelectorAll('label.choice span').map(({ text }) => text)).toEqual([
      'About you',
      'Your coverage',
      'Claims and payments',
      'Health measurements',
      'Clinical record',
    ]);
  });

  test.each([
    ['standard', ['Coverage']],
    ['documented', boxes],
  ] as const)('in %s offers for the scope patient/Coverage.read %j', async (dialect, types) => {
    const query = { ...authorizeQuery, scope: 'patient/Coverage.read' };
    const { page } = await toConsentPage(createTestSandbox(dialect), query);
    const shown = parse(String(page.body)).querySelectorAll('input[type=checkbox]');
    expect(shown.map((box) => box.getAttribute('value'))).toEqual(types);
  });

  test.each([
    ['Deny', 'deny', ['Patient']],
    ['Allow with nothing ticked', 'allow', []],
    ['Allow with only a type that was not offered', 'allow', ['Practitioner']],
  ] as const)('answers %s by access_denied', async (_what, decision, types) => {
    const sandbox = createTestSandbox();
    const reply = await decide(sandbox, await toConsentPage(sandbox), decision, types);
    const { searchParams } = locationOf(reply);
    expect([searchParams.get('error'), searchParams.get('state')]).toEqual(['access_denied', 'state-1']);
    expect(searchParams.has('code')).toBe(false);
  });

  test('narrows the granted scope to what stays ticked', async () => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, { scope: 'openid profile/*' }, ['Coverage', 'Observation']);
    const { json } = await postToken(sandbox, codeForm(code));
    expect(json.scope).toBe('openid profile/Coverage profile/Observation');
  });

  test('grants with the one tick of the clinical record all its types', async () => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, { scope: 'patient/*.rs' }, ['Coverage', ...boxes.slice(-1)]);
    const { json } = await postToken(sandbox, codeForm(code));
    const types = String(json.scope).match(/(?<=patient\/)\w+/g);
    expect(types).toEqual(['Coverage', ...clinicalTypes]);
  });

  test('is answered once', async () => {
    const sandbox = createTestSandbox();
    const consenting = await toConsentPage(sandbox);
    const replies = await Promise.all([1, 2, 3].map(() => decide(sandbox, consenting, 'allow')));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 403, 403]);
  });

  test('refuses a form without its token, without session, or with another session', async () => {
    const sandbox = createTestSandbox();
    const { page, cookies } = await toConsentPage(sandbox);
    const other = await toConsentPage(sandbox, authorizeQuery, 'ben');
    const form = { ...hiddenFields(page), type: 'Patient', decision: 'allow' };
    for (const request of [
      createRequest({ form: { ...form, csrf: '' }, cookies }),
      createRequest({ form, cookies: {} }),
      createRequest({ form, cookies: other.cookies }),
    ]) {
      expect((await handleConsent(request, sandbox.endpoint)).status).toBe(403);
    }
  });

  test('expires', async () => {
    const sandbox = createTestSandbox();
    const consenting = await toConsentPage(sandbox);
    sandbox.advance(10 * 60_000);
    expect((await decide(sandbox, consenting, 'allow')).status).toBe(403);
  });
});

test('a member withdraws consent on the page of connected apps, with effect at once', async () => {
  const sandbox = createTestSandbox();
  const consenting = await toConsentPage(sandbox);
  const { cookies } = consenting;
  const code = locationOf(await decide(sandbox, consenting, 'allow')).searchParams.get('code') ?? '';
  const page = await showConnectedAppsPage(createRequest({ cookies }), sandbox.endpoint);
  expect(String(page.body)).toContain('My Health Notebook');
  expect(String(page.body)).toContain('May see: About you, ');
  const bare = createRequest({ form: { client_id: 'member-app' }, cookies });
  expect((await handleWithdrawal(bare, sandbox.endpoint)).status).toBe(403);
  const form = { ...hiddenFields(page), client_id: 'member-app' };
  expect((await handleWithdrawal(createRequest({ form, cookies }), sandbox.endpoint)).status).toBe(303);
  expect((await postToken(sandbox, codeForm(code))).json.error).toBe('invalid_grant');
  const after = await showConnectedAppsPage(createRequest({ cookies }), sandbox.endpoint);
  expect(String(after.body)).not.toContain('My Health Notebook');
});

test('the page of connected apps says so when no one is signed in', async () => {
  const page = await showConnectedAppsPage(createRequest({}), createTestSandbox().endpoint);
  expect([page.status, String(page.body)]).toEqual([403, expect.stringContaining('You are not signed in')]);
});

describe('the pages for developers', () => {
  test('list apps, personas and a link that starts the flow', async () => {
    const sandbox = createTestSandbox('documented');
    const reply = await showLanding(createRequest({}), sandbox.endpoint);
    expectPageHeaders(reply);
    const html = parse(String(reply.body));
    for (const part of [
      'member-app-secret',
      'directory-app-secret',
      'ada-password',
      'patient-2',
      'oauth4webapi',
    ]) {
      expect(html.text).toContain(part);
    }
    const start = new URL(
      html.querySelector('a[href*="/oauth/v1/authorize"]')?.getAttribute('href')?.replaceAll('&amp;', '&') ??
        '',
    );
    const { page } = await toConsentPage(sandbox, start.search);
    expect(page.status).toBe(200);
  });

  test('show the command that exchanges the code', async () => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox);
    const reply = await showDemoCallback(createRequest({ query: { code, state: '<b>' } }), sandbox.endpoint);
    expect(String(reply.body)).toContain(`-d code=${code}`);
    expect(String(reply.body)).toContain('&lt;b&gt;');
  });

  test('show no command for a code from elsewhere', async () => {
    const query = { code: '$(reboot)<script>', state: 'x' };
    const reply = await showDemoCallback(createRequest({ query }), createTestSandbox().endpoint);
    expect(String(reply.body)).not.toMatch(/<script>|curl/);
  });
});
