import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headerOf } from '../../suites/runner/http.ts';
import {
  createPlan,
  logIn,
  type Plan,
  password,
  register,
  setPassword,
  signedUp,
  theForm,
  url,
} from './portal.fixture.ts';

const email = 'dee@lakeside.example';
let plan: Plan;
beforeEach(() => {
  plan = createPlan();
});
afterEach(() => plan.close());

describe('registration', () => {
  test('sends a mail with access code and link; with both a password is set, then login works [REG-1] [REG-2] [REG-4]', async () => {
    const browser = plan.browser();
    const sent = await register(browser, email);
    expect(sent.text).toContain('Look into your mailbox');
    const mail = plan.lastMail(email);
    expect(mail.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await setPassword(browser, mail)).text).toContain('Your password is set');
    const apps = await logIn(browser, email);
    expect([apps.url, apps.text]).toEqual([
      `${url}/developer/apps`,
      expect.stringContaining('No application yet'),
    ]);
  });

  test('takes the code for an hour, and not longer [REG-3]', async () => {
    const browser = plan.browser();
    await register(browser, email);
    plan.advance(60 * 60_000 - 1);
    expect((await browser.open(plan.lastMail(email).link)).text).toContain('Access code');
    const late = plan.lastMail(email);
    plan.advance(1);
    const page = await browser.open(late.link);
    expect(page.text).toContain(
      'The access code has expired: it could be used for 1 hour. Please register again.',
    );
  });

  test('tells of a wrong code, takes five, and no right one after that', async () => {
    const browser = plan.browser();
    await register(browser, email);
    const mail = plan.lastMail(email);
    for (const left of ['4 more tries', '3 more tries', '2 more tries', '1 more try', 'no more tries'])
      expect((await setPassword(browser, { ...mail, code: 'AAAA-AAAA' })).text).toContain(left);
    expect((await setPassword(browser, mail)).text).toContain('entered wrongly 5 times');
  });

  test('gives no sixth try to many at once', async () => {
    const browser = plan.browser();
    await register(browser, email);
    const { link, code } = plan.lastMail(email);
    const page = await browser.open(link);
    const tries = Array.from({ length: 20 }, () =>
      browser.submit(theForm(page, 'code'), { code: 'AAAA-AAAA', password, repeated: password }),
    );
    const texts = (await Promise.all(tries)).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('This is not the access code'))).toHaveLength(5);
    expect((await setPassword(browser, { link, code })).text).toContain('entered wrongly 5 times');
  });

  test('takes a code once', async () => {
    const browser = plan.browser();
    await register(browser, email);
    const mail = plan.lastMail(email);
    await setPassword(browser, mail);
    expect((await browser.open(mail.link)).text).toContain('was used already');
  });

  test('gives the code to one of many at once', async () => {
    const browser = plan.browser();
    await register(browser, email);
    const { link, code } = plan.lastMail(email);
    const page = await browser.open(link);
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => browser.submit(theForm(page, 'code'), { code, password, repeated: password })),
    );
    expect(all.filter(({ text }) => text.includes('Your password is set'))).toHaveLength(1);
  });

  test('answers the same for an address that has an account, whose password then can be set anew', async () => {
    const first = plan.browser();
    const unknown = await register(first, email);
    await setPassword(first, plan.lastMail(email));
    const second = plan.browser();
    const known = await register(second, email);
    expect(known.text).toBe(unknown.text);
    expect(known.exchange.response.status).toBe(unknown.exchange.response.status);
    const mail = plan.lastMail(email);
    expect(mail.subject).toBe('A new password for the developer portal');
    await setPassword(second, mail, { password: 'another long password' });
    expect((await logIn(second, email)).text).toContain('is not right');
    expect((await logIn(second, email, 'another long password')).url).toBe(`${url}/developer/apps`);
  });

  test('ends the sessions of whoever had the old password', async () => {
    const browser = await signedUp(plan, email);
    await register(plan.browser(), email);
    await setPassword(plan.browser(), plan.lastMail(email), { password: 'another long password' });
    expect((await browser.open(`${url}/developer/apps`)).url).toContain('/developer/login');
  });

  test.each([
    [{ name: '' }, 'Enter your name.'],
    [{ organization: ' ' }, 'Enter the name of your organization.'],
    [{ email: 'dee' }, 'Enter an email address'],
    [{ email: 'a@b.example, c@d.example' }, 'Enter an email address'],
    [{ terms: '' }, 'Confirm the Terms of Use'],
  ])('says what is wrong with %j, and keeps what was typed', async (changes, message) => {
    const browser = plan.browser();
    const form = theForm(await browser.open(`${url}/developer/register`), 'email');
    const values = { name: 'Dee', organization: 'Lakeside', email, terms: 'accepted', ...changes };
    const page = await browser.submit(form, values);
    expect([page.exchange.response.status, page.text]).toEqual([422, expect.stringContaining(message)]);
    const kept = page.root.querySelector('input[name=email]')?.getAttribute('value');
    expect(kept).toBe(values.email);
    expect(plan.sandbox.core.control?.outbox.list()).toEqual([]);
  });

  test('floods no mailbox', async () => {
    for (let i = 0; i < 8; i++) await register(plan.browser(), email);
    expect(plan.sandbox.core.control?.outbox.list(email)).toHaveLength(5);
    plan.advance(60 * 60_000);
    await register(plan.browser(), email);
    expect(plan.sandbox.core.control?.outbox.list(email)).toHaveLength(6);
  });

  test.each([
    ['short', 'at least 12'],
    [email, 'your email address'],
    ['aaaaaaaaaaaaaa', 'easily guessed'],
    ['passwordpassword', 'easily guessed'],
    ['x'.repeat(129), 'at most 128'],
  ])('refuses the password %s', async (bad, message) => {
    const browser = plan.browser();
    await register(browser, email);
    const page = await setPassword(browser, plan.lastMail(email), { password: bad });
    expect(page.text).toContain(message);
    expect(await plan.sandbox.core.ports.store.portal.findDeveloperByEmail(email)).not.toHaveProperty(
      'passwordHash',
    );
  });
});

describe('login', () => {
  test('does not tell an unknown address from a wrong password', async () => {
    await signedUp(plan, email);
    const wrong = await logIn(plan.browser(), email, 'not the password');
    const unknown = await logIn(plan.browser(), 'nobody@lakeside.example', 'not the password');
    expect(wrong.exchange.response.status).toBe(401);
    expect(unknown.text).toBe(wrong.text);
    expect(unknown.exchange.response.status).toBe(401);
  });

  test.each([email, 'nobody@lakeside.example'])(
    'locks %s after five failures, for 15 minutes',
    async (address) => {
      await signedUp(plan, email);
      const browser = plan.browser();
      for (let i = 0; i < 5; i++) await logIn(browser, address, 'wrong');
      const locked = await logIn(browser, address);
      expect([locked.exchange.response.status, locked.text]).toEqual([
        429,
        expect.stringContaining('15 minutes'),
      ]);
      plan.advance(15 * 60_000);
      const after = await logIn(browser, address);
      expect(after.url).toBe(address === email ? `${url}/developer/apps` : `${url}/developer/login`);
    },
  );

  test('lets many tries at once not be more than five', async () => {
    await signedUp(plan, email);
    const browser = plan.browser();
    const form = theForm(await browser.open(`${url}/developer/login`), 'email', 'password');
    const tries = Array.from({ length: 12 }, () => browser.submit(form, { email, password: 'wrong' }));
    const statuses = (await Promise.all(tries)).map(({ exchange }) => exchange.response.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  });

  test('makes a session of its own, whatever id the browser brings', async () => {
    await signedUp(plan, email);
    const browser = plan.browser();
    await browser.jar.setCookie('assay_developer=planted-by-another; Path=/', url);
    const page = await logIn(browser, email);
    expect(page.url).toBe(`${url}/developer/apps`);
    const other = plan.browser();
    await other.jar.setCookie('assay_developer=planted-by-another; Path=/', url);
    expect((await other.open(`${url}/developer/apps`)).url).toContain('/developer/login');
    const cookie = (await browser.jar.getCookies(url)).find(({ key }) => key === 'assay_developer');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax' });
    expect(cookie?.value).toMatch(/^[\w-]{43}$/);
  });

  test('ends after 30 idle minutes, after 12 hours, and by logging out', async () => {
    const browser = await signedUp(plan, email);
    plan.advance(29 * 60_000);
    expect((await browser.open(`${url}/developer/apps`)).url).toBe(`${url}/developer/apps`);
    plan.advance(30 * 60_000);
    expect((await browser.open(`${url}/developer/apps`)).url).toContain('/developer/login');
    await logIn(browser, email);
    for (let i = 0; i < 25; i++) {
      plan.advance(29 * 60_000);
      await browser.open(`${url}/developer/apps`);
    }
    expect((await browser.open(`${url}/developer/apps`)).url).toContain('/developer/login');
    const apps = await logIn(browser, email);
    const [cookie] = (await browser.jar.getCookies(url)).filter(({ key }) => key === 'assay_developer');
    const out = apps.forms.find(({ action }) => action.endsWith('/developer/logout'));
    if (!out || !cookie) throw new Error('no log-out form');
    await browser.submit(out);
    await browser.jar.setCookie(cookie, url);
    expect((await browser.open(`${url}/developer/apps`)).url).toContain('/developer/login');
  });

  test.each([
    ['/developer/apps/new', '/developer/apps/new'],
    ['//evil.example', '/developer/apps'],
    ['https://evil.example/', '/developer/apps'],
    ['/developer/../../evil', '/developer/apps'],
    ['/\\evil.example', '/developer/apps'],
    ['@evil.example', '/developer/apps'],
    ['/developer/logout?x', '/developer/apps'],
  ])('sends who was sent to %s on to %s', async (next, path) => {
    await signedUp(plan, email);
    const browser = plan.browser();
    const page = await browser.open(`${url}/developer/login?next=${encodeURIComponent(next)}`);
    expect((await browser.submit(theForm(page, 'email', 'password'), { email, password })).url).toBe(
      url + path,
    );
  });

  test('is needed for every page of one’s own, and comes back to it', async () => {
    const browser = plan.browser();
    for (const path of [
      '/developer/apps',
      '/developer/apps/new',
      '/developer/account',
      '/developer/apps/member-app',
    ]) {
      const page = await browser.open(url + path);
      expect(page.url).toBe(`${url}/developer/login?next=${encodeURIComponent(path)}`);
    }
  });
});

test('every change is written down, without a secret', async () => {
  const browser = plan.browser();
  await register(browser, email);
  await setPassword(browser, plan.lastMail(email));
  await logIn(browser, email);
  const page = await browser.open(`${url}/developer/account`);
  for (const action of ['registration.mailed', 'password.set', 'login']) expect(page.text).toContain(action);
  const mail = plan.lastMail(email);
  const audit = JSON.stringify(await plan.sandbox.core.ports.store.portal.listAudit());
  for (const secret of [password, mail.code, mail.link]) expect(audit).not.toContain(secret);
});

test('every page forbids framing, scripts and storing', async () => {
  const browser = plan.browser();
  for (const path of ['/developer/register', '/developer/login', '/developer/register/sent']) {
    const { exchange } = await browser.open(url + path);
    expect(headerOf(exchange, 'content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headerOf(exchange, 'cache-control')).toBe('no-store');
  }
});
