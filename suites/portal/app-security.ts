import { type Check, portal } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { jsonObjectOf } from '../runner/http.ts';
import { addApp, addedApp, developer, newDeveloper, tokenFor } from './developer.ts';
import { filledIn, formWith } from './form-browser.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Register an Application')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox'] } as const;

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
  companionOf: ['bearer.scope-refused-as-401', 'directory.closed'],
  async run(t) {
    const { browser } = await developer(t, 'first');
    const { clientId, secret } = await addedApp(t, browser, 'Check products', {
      products: /^organization$/i,
    });
    const bearer = jsonObjectOf(await tokenFor(t, clientId, secret))?.access_token;
    if (typeof bearer !== 'string') throw new NotExercised('the app for Organization got no token');
    const read = (type: string) =>
      t.send({
        method: 'GET',
        url: `${t.target.providerDirectory}/${type}?_count=1`,
        headers: { authorization: `Bearer ${bearer}`, accept: 'application/fhir+json' },
      });
    const [own, other] = [await read('Organization'), await read('Practitioner')];
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
