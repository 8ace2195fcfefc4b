import { type Check, portal } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../runner/http.ts';
import { clientCredentials } from '../runner/oauth.ts';
import { addApp, addedApp, deleteApp, developer, newDeveloper } from './developer.ts';
import { filledIn, formWith, linkNamed } from './form-browser.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Register an Application')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

const token = (t: CheckContext, id: string, secret: string): Promise<RawExchange> =>
  t.send(clientCredentials(t.target, { id, secret }));

const isGiven = (exchange: RawExchange) => typeof jsonObjectOf(exchange)?.access_token === 'string';

export const appAdded: Check = {
  ...base,
  id: 'portal.apps.add',
  title: 'An app without a callback URL can be added, is listed, and its credentials get a token',
  requirements: ['APP-1', 'APP-2', 'APP-3', 'REG-5'],
  why: 'It is what the portal is for.',
  fix: 'List the app and make its credentials good as soon as it is registered.',
  detects: ['portal.app-not-listed', 'portal.secret-of-no-app'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const name = `Check ${t.session.random(6)}`;
    const { clientId, secret, page } = await addedApp(t, browser, name);
    const list = await browser.open(portalOf(t).page('apps'));
    const answer = await token(t, clientId, secret);
    await deleteApp(t, browser, clientId);
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
    await deleteApp(t, browser, one.clientId);
    await deleteApp(t, browser, two.clientId);
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
    await deleteApp(t, browser, clientId);
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
  companionOf: ['portal.secret-of-no-app'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { page } = portalOf(t);
    const { clientId, secret } = await addedApp(t, browser, 'Check deleted');
    // Opening the page must not be enough.
    await browser.open(page('deleteApp', clientId));
    const asked = await token(t, clientId, secret);
    await deleteApp(t, browser, clientId);
    const answer = await token(t, clientId, secret);
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
    const list = await browser.open(page('apps'));
    for (const id of ids) await deleteApp(t, browser, id);
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

export const appProducts: Check = {
  ...base,
  id: 'portal.apps.products',
  title: 'An app reaches the products it was registered for, and no others',
  security: true,
  requirements: ['APP-6'],
  needs: ['portal', 'portal mailbox', 'provider directory'],
  why: 'What an app has not asked for it must not see.',
  fix: 'Hold every request against the products of the token’s client.',
  detects: ['portal.products-ignored'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { clientId, secret } = await addedApp(t, browser, 'Check products', {
      products: /^organization$/i,
    });
    const bearer = jsonObjectOf(await token(t, clientId, secret))?.access_token;
    if (typeof bearer !== 'string') throw new NotExercised('the app for Organization got no token');
    const read = (type: string) =>
      t.send({
        method: 'GET',
        url: `${t.target.providerDirectory}/${type}?_count=1`,
        headers: { authorization: `Bearer ${bearer}`, accept: 'application/fhir+json' },
      });
    const [own, other] = [await read('Organization'), await read('Practitioner')];
    await deleteApp(t, browser, clientId);
    t.expect({
      ok: own.response.status === 200,
      what: 'Organization, which was chosen',
      expected: '200',
      received: String(own.response.status),
      evidence: [own],
    });
    // Where the directory is open to everyone, there is nothing to keep an app from.
    const open = await t.send({
      method: 'GET',
      url: `${t.target.providerDirectory}/Practitioner?_count=1`,
      headers: { accept: 'application/fhir+json' },
    });
    t.expect({
      ok: other.response.status === 403 || open.response.status === 200,
      part: 'security',
      what: 'Practitioner, which was not chosen',
      expected: '403',
      received: String(other.response.status),
      evidence: [other, open],
    });
  },
};

export const appsOfOthers: Check = {
  ...base,
  id: 'portal.apps.others',
  title: 'A developer neither sees nor changes the apps of another',
  security: true,
  requirements: ['APP-4'],
  why: 'Client ids are no secret: they stand in every authorization request.',
  fix: 'Look for the app among those of the session’s account, on every page and form.',
  detects: ['portal.apps-of-others-open'],
  companionOf: ['portal.app-not-listed'],
  async run(t) {
    const [mine, theirs] = [await developer(t, 'first'), await developer(t, 'second')];
    const { fields, page } = portalOf(t);
    const { clientId } = await addedApp(t, mine.browser, 'Check of mine');
    for (const name of ['app', 'editApp', 'deleteApp', 'production'] as const) {
      const seen = await theirs.browser.open(page(name, clientId));
      t.expect({
        ok: seen.exchange.response.status >= 400,
        part: 'security',
        what: `${page(name, '{id}')} of another developer`,
        expected: 'not found',
        received: `HTTP ${seen.exchange.response.status}`,
        evidence: [seen.exchange],
      });
    }
    const own = await addedApp(t, theirs.browser, 'Check of theirs');
    const form = formWith(
      await theirs.browser.open(page('editApp', own.clientId)),
      fields.appName,
      fields.description,
    );
    if (!form) throw new NotExercised('the page to edit an app has no form');
    const request = filledIn(form, { [fields.appName]: 'Taken over' });
    const sent = await theirs.browser.follow({
      ...request,
      url: request.url.replace(own.clientId, clientId),
    });
    const list = await mine.browser.open(page('apps'));
    await deleteApp(t, theirs.browser, own.clientId);
    await deleteApp(t, mine.browser, clientId).catch(() => undefined);
    t.expect({
      ok: list.text.includes('Check of mine'),
      part: 'security',
      what: 'my app after another developer has sent its form',
      expected: 'unchanged',
      received: list.text.includes('Taken over') ? 'changed' : `HTTP ${sent.exchange.response.status}`,
      evidence: [sent.exchange, list.exchange],
    });
  },
};

export const formsAreOurs: Check = {
  ...base,
  id: 'portal.apps.forms-bound',
  title: 'A form that another site has made changes nothing',
  security: true,
  requirements: ['APP-1', 'APP-4'],
  why: 'A page elsewhere could otherwise delete apps of whoever looks at it.',
  fix: 'Give every form a token of the session, and compare it.',
  detects: ['portal.forms-not-bound'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { fields, page } = portalOf(t);
    const { clientId } = await addedApp(t, browser, 'Check form');
    const edit = await browser.open(page('editApp', clientId));
    const form = formWith(edit, fields.appName, fields.description);
    if (!form) throw new NotExercised('the page to edit an app has no form');
    for (const forged of ['', t.session.random(24)]) {
      const sent = await browser.submit(form, { [fields.appName]: 'Forged', [fields.formToken]: forged });
      const list = await browser.open(page('apps'));
      t.expect({
        ok: !list.text.includes('Forged'),
        part: 'security',
        what: forged === '' ? 'the form without its token' : 'the form with a made-up token',
        expected: 'refused',
        received: list.text.includes('Forged') ? 'taken' : `HTTP ${sent.exchange.response.status}`,
        evidence: [sent.exchange, list.exchange],
      });
    }
    await deleteApp(t, browser, clientId);
  },
};

export const markupStaysText: Check = {
  ...base,
  id: 'portal.apps.markup-is-text',
  title: 'Markup in names and descriptions stays text',
  security: true,
  requirements: ['APP-1'],
  why: 'What a developer enters is read by plan staff and members.',
  fix: 'Escape everything that is put into a page.',
  detects: ['portal.markup-executed'],
  async run(t) {
    const { browser } = await newDeveloper(t);
    const mark = t.session.random(6);
    const name = `"><script>alert('${mark}')</script><i onmouseover=x>`;
    const { clientId } = await addApp(t, browser, name);
    const { page } = portalOf(t);
    const paths = [
      page('apps'),
      ...(clientId === undefined
        ? []
        : [page('app', clientId), page('editApp', clientId), page('deleteApp', clientId)]),
    ];
    for (const path of paths) {
      const shown = await browser.open(path);
      if (!shown.exchange.response.body.includes(mark)) continue;
      const isRun =
        shown.root.querySelectorAll('script').some((script) => script.rawText.includes(mark)) ||
        shown.root.querySelector('i[onmouseover]') !== null;
      t.expect({
        ok: !isRun,
        part: 'security',
        what: path.replace(clientId ?? '-', '{id}'),
        expected: 'the name as text',
        received: isRun ? 'the name as markup' : 'as text',
        evidence: [shown.exchange],
      });
    }
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
    const { clientId } = await addedApp(t, browser, 'Check link');
    const list = await browser.open(portalOf(t).page('apps'));
    await deleteApp(t, browser, clientId);
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
