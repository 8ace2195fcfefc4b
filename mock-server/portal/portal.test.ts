import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { accessOf } from '../oauth/access.ts';
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
import { consentableTypes } from '../oauth/resource-types.ts';
import type { Reply } from '../reply.ts';
import { handleConsent } from './consent.ts';
import { handleWithdrawal, showConsentsPage } from './consents.ts';
import { showDemoCallback } from './demo.ts';
import { handleLogin, showLoginPage } from './login.ts';
import { handleLogout } from './logout.ts';

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
    for (const part of ['My Health Notebook', 'Lakeside Health Software', 'medium risk', 'ada ']) {
      expect(html.text).toContain(part);
    }
    expect(String(page.body)).toContain('ada &lt;Example&gt;');
    const ticked = html.querySelectorAll('input[type=checkbox][checked]');
    expect(ticked.map((box) => box.getAttribute('value'))).toEqual(boxes);
    expect(boxes).toHaveLength(consentableTypes.length);
    expect(new Set(boxes)).toEqual(new Set(consentableTypes));
    expect(html.querySelectorAll('fieldset legend').map(({ text }) => text)).toEqual([
      'You and your plan',
      'Your health',
      'Your care',
    ]);
  });

  test.each([
    ['standard', 'patient/*.rs', 'For 1 hour, and not again'],
    ['standard', 'offline_access patient/*.rs', '90 days'],
    ['documented', 'openid profile/*', '90 days'],
  ] as const)('in %s says how long the scope %s lasts', async (dialect, scope, words) => {
    const { page } = await toConsentPage(createTestSandbox(dialect), { ...authorizeQuery, scope });
    expect(parse(String(page.body)).text.replaceAll(/\s+/g, ' ')).toContain(words);
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

describe('a representative', () => {
  test('is asked whose data, own first; who came of age is not offered', async () => {
    const { page } = await toConsentPage(createTestSandbox(), authorizeQuery, 'carl');
    const html = parse(String(page.body));
    const persons = html.querySelectorAll('input[name=patient]');
    expect(persons.map((input) => [input.getAttribute('value'), input.hasAttribute('checked')])).toEqual([
      ['patient-3', true],
      ['patient-4', false],
    ]);
    expect(html.text).toContain('you are registered as father');
  });

  test('grants the data of the child, and is named as who granted it', async () => {
    const sandbox = createTestSandbox();
    const query = { ...authorizeQuery, scope: 'openid fhirUser patient/*.rs' };
    const consenting = await toConsentPage(sandbox, query, 'carl');
    const reply = await decide(sandbox, consenting, 'allow', boxes, 'patient-4');
    const { json } = await postToken(sandbox, codeForm(locationOf(reply).searchParams.get('code') ?? ''));
    expect(json.patient).toBe('patient-4');
    const claims = JSON.parse(Buffer.from(String(json.id_token).split('.')[1] ?? '', 'base64url').toString());
    expect(claims.fhirUser).toBe('http://127.0.0.1:8080/ghp/fhir4/v1/RelatedPerson/father-of-patient-4');
  });

  test.each(['patient-1', 'patient-5', 'nobody'])('can not grant the data of %s', async (patient) => {
    const sandbox = createTestSandbox();
    const consenting = await toConsentPage(sandbox, authorizeQuery, 'carl');
    expect((await decide(sandbox, consenting, 'allow', boxes, patient)).status).toBe(403);
    expect(await sandbox.endpoint.core.ports.store.grantsOfPatient(patient)).toEqual([]);
  });

  test('loses with the representation what was granted: access and refresh', async () => {
    const sandbox = createTestSandbox();
    const { store, clock } = sandbox.endpoint.core.ports;
    const consenting = await toConsentPage(sandbox, authorizeQuery, 'carl');
    await decide(sandbox, consenting, 'allow', boxes, 'patient-4');
    const [grant] = await store.grantsOfPatient('patient-4');
    const about = { clientId: 'member-app', grantId: grant?.id ?? '', expiresAt: Date.UTC(2031, 0, 1) };
    for (const token of ['before', 'after']) await store.saveRefreshToken(token, about);
    const refresh = (token: string) =>
      postToken(sandbox, { grant_type: 'refresh_token', refresh_token: token });
    const opened = async (token: unknown) =>
      accessOf(createRequest({ headers: { authorization: `Bearer ${token}` } }), sandbox.endpoint);
    sandbox.advance(Date.UTC(2030, 4, 31, 23, 30) - clock.now());
    const { json } = await refresh('before');
    expect(await opened(json.access_token)).toMatchObject({ patientId: 'patient-4' });
    sandbox.advance(30 * 60_000);
    await expect(opened(json.access_token)).rejects.toMatchObject({ code: 'invalid_token' });
    expect((await refresh('after')).json.error).toBe('invalid_grant');
  });

  test('sees and withdraws what was granted of the child, and nothing of others', async () => {
    const sandbox = createTestSandbox();
    const consenting = await toConsentPage(sandbox, authorizeQuery, 'carl');
    await decide(sandbox, consenting, 'allow', ['Coverage'], 'patient-4');
    await getCode(sandbox);
    const { cookies } = consenting;
    const page = await showConsentsPage(createRequest({ cookies }), sandbox.endpoint);
    expect(parse(String(page.body)).querySelectorAll('li.card')).toHaveLength(1);
    const { csrf = '' } = hiddenFields(page);
    const withdraw = (patient: string) =>
      handleWithdrawal(
        createRequest({ form: { csrf, client_id: 'member-app', patient }, cookies }),
        sandbox.endpoint,
      );
    const { store } = sandbox.endpoint.core.ports;
    expect((await withdraw('patient-1')).status).toBe(403);
    expect(await store.grantsOfPatient('patient-1')).toHaveLength(1);
    expect((await withdraw('patient-4')).status).toBe(303);
    expect(await store.grantsOfPatient('patient-4')).toEqual([]);
  });
});

describe('the page of apps with access', () => {
  test('lets a member withdraw consent, with effect at once', async () => {
    const sandbox = createTestSandbox();
    const consenting = await toConsentPage(sandbox);
    const { cookies } = consenting;
    const code = locationOf(await decide(sandbox, consenting, 'allow')).searchParams.get('code') ?? '';
    const page = await showConsentsPage(createRequest({ cookies }), sandbox.endpoint);
    expectPageHeaders(page);
    for (const part of ['My Health Notebook', 'medium risk', 'May see: Who you are, ', 'January 5, 2026'])
      expect(String(page.body)).toContain(part);
    const bare = createRequest({ form: { client_id: 'member-app', patient: 'patient-1' }, cookies });
    expect((await handleWithdrawal(bare, sandbox.endpoint)).status).toBe(403);
    const form = { ...hiddenFields(page), client_id: 'member-app' };
    const withdrawn = await handleWithdrawal(createRequest({ form, cookies }), sandbox.endpoint);
    expect(withdrawn.status).toBe(303);
    expect((await postToken(sandbox, codeForm(code))).json.error).toBe('invalid_grant');
    const query = locationOf(withdrawn).search;
    const after = await showConsentsPage(createRequest({ cookies, query }), sandbox.endpoint);
    expect(String(after.body)).not.toContain('My Health Notebook');
    expect(String(after.body)).toContain('Your consent is withdrawn');
  });

  test('is reached by signing in without any app, and left by signing out', async () => {
    const sandbox = createTestSandbox();
    const { endpoint } = sandbox;
    const first = await showConsentsPage(createRequest({}), endpoint);
    expect(locationOf(first).pathname).toBe('/member/login');
    const login = await showLoginPage(createRequest({}), endpoint);
    const form = { ...hiddenFields(login), username: 'ada', password: 'ada-password' };
    const signedIn = await handleLogin(createRequest({ form, cookies: cookiesOf(login) }), endpoint);
    expect(locationOf(signedIn).pathname).toBe('/member/consents');
    const cookies = cookiesOf(signedIn);
    const page = await showConsentsPage(createRequest({ cookies }), endpoint);
    expect(String(page.body)).toContain('No app has access.');
    expect((await handleLogout(createRequest({ form: { csrf: 'x' }, cookies }), endpoint)).status).toBe(403);
    const out = await handleLogout(createRequest({ form: hiddenFields(page), cookies }), endpoint);
    expect(out.status).toBe(200);
    expect((await showConsentsPage(createRequest({ cookies }), endpoint)).status).toBe(303);
  });
});

describe('wrong passwords in a row', () => {
  async function attempt(sandbox: TestSandbox, username: string, password: string): Promise<Reply> {
    const page = await toLoginPage(sandbox);
    const form = { ...hiddenFields(page), username, password };
    return await handleLogin(createRequest({ form, cookies: cookiesOf(page) }), sandbox.endpoint);
  }
  const statuses = async (sandbox: TestSandbox, username: string, passwords: readonly string[]) => {
    const replies = [];
    for (const password of passwords) replies.push((await attempt(sandbox, username, password)).status);
    return replies;
  };
  const five = ['1', '2', '3', '4', '5'];

  test.each(['eve', 'nobody'])('lock the name %s after five, for a quarter of an hour', async (username) => {
    const sandbox = createTestSandbox();
    expect(await statuses(sandbox, username, five)).toEqual([401, 401, 401, 401, 429]);
    const locked = await attempt(sandbox, username, `${username}-password`);
    expect([locked.status, locked.headers['retry-after'], locked.headers['set-cookie']]).toEqual([
      429,
      '900',
      undefined,
    ]);
    expect(String(locked.body)).toContain('try again in 15 minutes');
    sandbox.advance(15 * 60_000);
    expect((await attempt(sandbox, 'eve', 'eve-password')).status).toBe(303);
  });

  test('are forgotten after a right one', async () => {
    const sandbox = createTestSandbox();
    await statuses(sandbox, 'eve', [...five.slice(1), 'eve-password']);
    expect(await statuses(sandbox, 'eve', five.slice(1))).toEqual([401, 401, 401, 401]);
  });

  test('never lock the documented members, unless that is asked for', async () => {
    const sandbox = createTestSandbox();
    expect(await statuses(sandbox, 'ada', [...five, 'ada-password'])).toEqual([401, 401, 401, 401, 401, 303]);
    const { core } = sandbox.endpoint;
    const strict = { ...sandbox, endpoint: { ...sandbox.endpoint, core: { ...core, lockPersonas: true } } };
    expect(await statuses(strict, 'ben', [...five, 'ben-password'])).toEqual([401, 401, 401, 401, 429, 429]);
  });
});

describe('the pages for developers', () => {
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
