import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../runner/http.ts';
import { addApp, addedApp, deleteApp, developer, registeredOn, tokenFor } from './developer.ts';
import { formWith, linkNamed } from './form-browser.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Register an Application')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

const isGiven = (exchange: RawExchange) => typeof jsonObjectOf(exchange)?.access_token === 'string';

export const appAdded: Check = {
  ...base,
  id: 'portal.apps.add',
  title: 'An app without a callback URL can be added, is listed, and its credentials get a token',
  requirements: ['APP-1', 'APP-2', 'APP-3', 'REG-5'],
  why: 'It is what the portal is for.',
  fix: 'List the app and make its credentials good as soon as it is registered.',
  detects: ['portal.app-not-listed', 'portal.secret-of-no-app'],
  companionOf: ['token.form-body-not-read'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const name = `Check ${t.session.random(6)}`;
    const { clientId, secret, page } = await addedApp(t, browser, name);
    const list = await browser.open(portalOf(t).page('apps'));
    const answer = await tokenFor(t, clientId, secret);
    const entry = list.text.includes(name);
    t.judge(
      {
        ok: entry,
        what: 'My Applications',
        expected: `lists ${name}`,
        received: entry ? 'listed' : 'not listed',
        evidence: [page.exchange, list.exchange],
      },
      {
        ok: isGiven(answer),
        what: 'a token for the new credentials',
        expected: 'given',
        received: `HTTP ${answer.response.status}`,
        evidence: [answer],
      },
    );
  },
};

export const ownCredentials: Check = {
  ...base,
  id: 'portal.apps.own-credentials',
  title: 'Each app has a client id and a secret of its own, the secret shown once',
  security: true,
  requirements: ['APP-3'],
  why: 'A secret that is shared or shown again is soon known to others.',
  fix: 'Draw id and secret at random for each app, keep a hash, and show the secret only when it is made.',
  detects: ['portal.secret-shared', 'portal.secret-shown-twice'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const one = await addedApp(t, browser, 'Check one');
    const again = await browser.open(one.page.url);
    const two = await addedApp(t, browser, 'Check two');
    t.judge(
      {
        ok: one.clientId !== two.clientId,
        part: 'security',
        what: 'client ids of two apps',
        expected: 'different',
        received: one.clientId === two.clientId ? 'the same' : 'different',
        evidence: [two.page.exchange],
      },
      {
        ok: one.secret !== two.secret,
        part: 'security',
        what: 'client secrets of two apps',
        expected: 'different',
        received: one.secret === two.secret ? 'the same' : 'different',
        evidence: [two.page.exchange],
      },
      {
        ok: !again.exchange.response.body.includes(one.secret),
        part: 'security',
        what: 'the page of the app, opened again',
        expected: 'without the secret',
        received: again.exchange.response.body.includes(one.secret) ? 'the secret' : 'without it',
        evidence: [again.exchange],
      },
    );
  },
};

export const appEdited: Check = {
  ...base,
  id: 'portal.apps.edit',
  title: 'A sandbox app can be edited',
  requirements: ['APP-4'],
  why: 'A callback URL that can’t be changed costs a new registration.',
  fix: 'Store what the form says.',
  detects: ['portal.edit-lost'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { fields, page } = portalOf(t);
    const { clientId } = await addedApp(t, browser, 'Check before');
    const edit = await browser.open(page('editApp', clientId));
    const form = formWith(edit, fields.appName, fields.description);
    if (!form) throw new NotExercised('the page to edit an app has no form');
    await browser.submit(form, {
      [fields.appName]: 'Check after',
      [fields.callback]: 'https://app.example/changed',
    });
    const shown = await browser.open(page('editApp', clientId));
    const values = formWith(shown, fields.appName)?.fields ?? [];
    for (const [name, expected] of [
      [fields.appName, 'Check after'],
      [fields.callback, 'https://app.example/changed'],
    ] as const) {
      const received = values.find(([field]) => field === name)?.[1] ?? 'none';
      t.expect({ ok: received === expected, what: name, expected, received, evidence: [shown.exchange] });
    }
  },
};

export const appDeleted: Check = {
  ...base,
  id: 'portal.apps.delete',
  title: 'A deleted app is gone, and its credentials with it',
  security: true,
  requirements: ['APP-4'],
  why: 'Developers delete an app when its secret has leaked.',
  fix: 'Remove the client from the authorization server together with its entry in the portal; ask before.',
  detects: ['portal.delete-keeps-credentials'],
  companionOf: ['portal.secret-of-no-app', 'token.form-body-not-read', 'token.unknown-client-accepted'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { page } = portalOf(t);
    const { clientId, secret } = await addedApp(t, browser, 'Check deleted');
    // Opening the page must not be enough.
    await browser.open(page('deleteApp', clientId));
    const asked = await tokenFor(t, clientId, secret);
    await deleteApp(t, browser, clientId);
    const answer = await tokenFor(t, clientId, secret);
    const list = await browser.open(page('apps'));
    t.judge(
      {
        ok: isGiven(asked),
        what: 'the app before it is confirmed',
        expected: 'still there',
        received: `HTTP ${asked.response.status}`,
        evidence: [asked],
      },
      {
        ok: !isGiven(answer),
        part: 'security',
        what: 'a token for a deleted app',
        expected: 'refused',
        received: `HTTP ${answer.response.status}`,
        evidence: [answer],
      },
      {
        ok: !list.text.includes(clientId),
        what: 'My Applications',
        expected: 'without the app',
        received: list.text.includes(clientId) ? 'still listed' : 'without it',
        evidence: [list.exchange],
      },
    );
  },
};

export const appLimit: Check = {
  ...base,
  id: 'portal.apps.limit',
  title: 'Three apps can be registered; a fourth is refused with whom to ask',
  requirements: ['APP-5'],
  why: 'The limit is announced; developers plan by it.',
  fix: 'Count the account’s sandbox apps before one is added, and name the support team in the refusal.',
  detects: ['portal.fourth-app-accepted'],
  async run(t) {
    const { browser } = await developer(t, 'full');
    const { page } = portalOf(t);
    const ids: string[] = [];
    let form = await browser.open(page('addApp'));
    for (let i = 1; i <= 3; i++) {
      form = await browser.open(page('addApp'));
      const app = await addApp(t, browser, `Check ${i}`);
      if (app.clientId !== undefined) ids.push(app.clientId);
    }
    t.expect({
      ok: ids.length === 3,
      what: 'apps one to three',
      expected: '3 registered',
      received: `${ids.length} registered`,
      evidence: [form.exchange],
    });
    // Sent by the form of the third: a portal may hide the button and still take a fourth.
    const { fields } = portalOf(t);
    const last = formWith(form, fields.appName, fields.description);
    if (!last) throw new NotExercised('the page to add an app has no form');
    const products = form.root
      .querySelectorAll(`input[name="${fields.product}"]`)
      .map((box) => box.getAttribute('value') ?? '');
    const fourth = await browser.submit(last, {
      [fields.appName]: 'Check 4',
      [fields.description]: 'One too many',
      [fields.product]: products,
    });
    registeredOn(t, browser, fourth, t.cleanup);
    const list = await browser.open(page('apps'));
    t.judge(
      {
        ok: !list.text.includes('Check 4'),
        what: 'a fourth app',
        expected: 'refused',
        received: list.text.includes('Check 4') ? 'registered' : 'refused',
        evidence: [fourth.exchange, list.exchange],
      },
      {
        ok: /support/i.test(fourth.text),
        what: 'the refusal',
        expected: 'names the Healthplan IT support team',
        received: fourth.text.slice(0, 120),
        evidence: [fourth.exchange],
      },
    );
  },
};

export const requestLink: Check = {
  ...base,
  id: 'portal.apps.request-link',
  title: 'A registered app has the link Request Production Access',
  requirements: ['PROD-2'],
  why: 'Production access begins there.',
  fix: 'Show the link on My Applications for every sandbox app.',
  detects: ['portal.request-link-missing'],
  companionOf: ['portal.app-not-listed'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    await addedApp(t, browser, 'Check link');
    const list = await browser.open(portalOf(t).page('apps'));
    const link = linkNamed(list, /request production access/i);
    t.expect({
      ok: link !== undefined,
      what: 'My Applications',
      expected: 'Request Production Access',
      received: link ?? 'no such link',
      evidence: [list.exchange],
    });
  },
};
