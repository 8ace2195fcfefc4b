import { type Check, portal, rfc } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { headerOf } from '../runner/http.ts';
import {
  developer,
  isSignedIn,
  logIn,
  newBrowser,
  newDeveloper,
  newEmail,
  newPassword,
} from './developer.ts';
import { filledIn, formWith } from './form-browser.ts';
import { portalOf } from './settings.ts';

const base = { level: 'SHALL', security: true, needs: ['portal', 'portal mailbox'] } as const;
const clauses = [portal('Register with Developer Portal, step 4')];

export const loginTellsNothing: Check = {
  ...base,
  id: 'portal.login.no-enumeration',
  title: 'The login does not tell an unknown address from a wrong password',
  requirements: ['REG-4'],
  clauses,
  why: 'Half of a login that is confirmed is half of an attack.',
  fix: 'Use one message and one status for both.',
  detects: ['portal.login-tells-accounts'],
  async run(t) {
    const { email } = await developer(t, 'first');
    const wrong = await logIn(t, newBrowser(t), email, newPassword(t));
    const unknown = await logIn(t, newBrowser(t), newEmail(t), newPassword(t));
    const said = ({ text, exchange }: typeof wrong) =>
      `HTTP ${exchange.response.status}, ${text.slice(0, 100)}`;
    t.expect({
      ok: wrong.text === unknown.text && wrong.exchange.response.status === unknown.exchange.response.status,
      part: 'security',
      what: 'the answer to an unknown address',
      expected: `as to a wrong password: ${said(wrong)}`,
      received: said(unknown),
      evidence: [wrong.exchange, unknown.exchange],
    });
  },
};

export const loginLockOut: Check = {
  ...base,
  id: 'portal.login.lock-out',
  title: 'After ten failed logins the right password does not open the account',
  intrusive: true,
  requirements: ['REG-4', 'PROD-11'],
  clauses,
  why: 'The plan asks it of applications; its own portal has client secrets to lose.',
  fix: 'Count failures per address and lock it for some minutes.',
  detects: ['portal.login-tries-unlimited'],
  async run(t) {
    const { email, password } = await newDeveloper(t);
    const browser = newBrowser(t);
    for (let i = 0; i < 10; i++) await logIn(t, browser, email, newPassword(t));
    const last = await logIn(t, browser, email, password);
    const { ok, page } = await isSignedIn(t, browser);
    t.expect({
      ok: !ok,
      part: 'security',
      what: 'the right password after ten wrong ones',
      expected: 'refused for some time',
      received: ok ? 'My Applications' : `HTTP ${last.exchange.response.status}`,
      evidence: [last.exchange, page.exchange],
    });
  },
};

export const sessionFixation: Check = {
  ...base,
  id: 'portal.login.session-fixation',
  title: 'A session that was planted before the login is none after it',
  requirements: ['REG-4'],
  clauses: [rfc(9700, '4.7'), portal('Register with Developer Portal, step 4')],
  why: 'Whoever planted the cookie would be signed in as the developer.',
  fix: 'Make a new session id at every login, and forget the one that came along.',
  detects: ['portal.session-id-kept'],
  async run(t) {
    const { url } = portalOf(t);
    const { email, password } = await developer(t, 'first');
    // What the cookie of a session is called shows when someone signs in.
    const scout = newBrowser(t);
    const before = new Set((await scout.jar.getCookies(url)).map(({ key }) => key));
    const first = await logIn(t, scout, email, password);
    const cookies = (await scout.jar.getCookies(url)).filter(({ key }) => !before.has(key));
    if (cookies.length === 0) throw new NotExercised('the login sets no cookie');
    const planted = t.session.random(32);
    const victim = newBrowser(t);
    const attacker = newBrowser(t);
    for (const { key, path } of cookies) {
      await victim.jar.setCookie(`${key}=${planted}; Path=${path ?? '/'}`, url);
      await attacker.jar.setCookie(`${key}=${planted}; Path=${path ?? '/'}`, url);
    }
    await logIn(t, victim, email, password);
    const { ok, page } = await isSignedIn(t, attacker);
    t.expect({
      ok: !ok,
      part: 'security',
      what: 'the planted session after the login',
      expected: 'signed in to nothing',
      received: ok ? 'My Applications' : 'signed in to nothing',
      evidence: [first.exchange, page.exchange],
    });
  },
};

export const openRedirect: Check = {
  ...base,
  id: 'portal.login.open-redirect',
  title: 'The login sends nobody to another site',
  requirements: ['REG-4'],
  clauses: [rfc(9700, '4.11')],
  why: 'A link to the plan’s own login that ends at a deceiver’s page is believed.',
  fix: 'Go on to paths of the portal only, whatever the link asks for.',
  detects: ['portal.open-redirect'],
  async run(t) {
    const { fields, page } = portalOf(t);
    const { email, password } = await developer(t, 'first');
    for (const target of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example/']) {
      for (const name of ['next', 'redirect', 'return_to', 'url']) {
        const browser = newBrowser(t);
        const login = await browser.open(`${page('login')}?${new URLSearchParams({ [name]: target })}`);
        const form = formWith(login, fields.email, fields.password);
        if (!form) throw new NotExercised('the login page has no form');
        // Only a page that has taken the address up can send anyone there.
        if (name !== 'next' && !form.fields.some(([, value]) => value === target)) continue;
        const sent = await browser.request(
          filledIn(form, { [fields.email]: email, [fields.password]: password }),
        );
        const location = URL.parse(headerOf(sent, 'location') ?? '', sent.request.url);
        const isOurs = !location || location.origin === new URL(sent.request.url).origin;
        t.expect({
          ok: isOurs,
          part: 'security',
          what: `the login with ${name}=${target}`,
          expected: 'a page of the portal',
          received: location?.href ?? `HTTP ${sent.response.status}`,
          where: 'header Location',
          evidence: [sent],
        });
      }
    }
  },
};
