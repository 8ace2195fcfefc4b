import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FormBrowser, PortalPage } from '../../suites/portal/form-browser.ts';
import { filledIn } from '../../suites/portal/form-browser.ts';
import { addApp, appFields, createPlan, logIn, type Plan, signedUp, theForm, url } from './portal.fixture.ts';

const [mine, yours] = ['dee@lakeside.example', 'eve@harbor.example'];
let plan: Plan;
let dee: FormBrowser;
beforeEach(async () => {
  plan = createPlan();
  dee = await signedUp(plan, mine);
});
afterEach(() => plan.close());

const app = (clientId: string) => plan.sandbox.core.apps.find(clientId);

async function confirm(
  browser: FormBrowser,
  clientId: string,
  what: 'delete' | 'secret',
): Promise<PortalPage> {
  const path = `/developer/apps/${clientId}`;
  const page = await browser.open(url + (what === 'delete' ? `${path}/delete` : path));
  const form = page.forms.find(({ action }) => action === `${url}${path}/${what}`);
  if (!form) throw new Error(`no form to ${what}`);
  return browser.submit(form);
}

async function tokenStatus(id: string, secret: string): Promise<number> {
  const { exchange } = await plan.browser().follow({
    method: 'POST',
    url: `${url}/oauth/v1/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  return exchange.response.status;
}

describe('My Applications', () => {
  test('lists an app that was added with name, description, callback URL and products [APP-1] [REG-5]', async () => {
    const { clientId } = await addApp(dee, { callback: 'https://app.example/cb' });
    expect(await app(clientId)).toMatchObject({
      name: 'Claims Diary',
      description: 'Keeps track of claims.',
      developer: 'Lakeside Apps',
      environment: 'sandbox',
      redirectUris: expect.arrayContaining(['https://app.example/cb']),
    });
    const list = await dee.open(`${url}/developer/apps`);
    for (const part of [
      'Claims Diary',
      'Keeps track of claims.',
      'Practitioner · Patient · ExplanationOfBenefit',
      clientId,
    ])
      expect(list.text).toContain(part);
  });

  test('does without a callback URL: the built-in ones are there then, too [APP-2]', async () => {
    const { clientId } = await addApp(dee);
    expect((await app(clientId))?.redirectUris).toEqual([
      `${url}/catalog/oauth2-redirect`,
      'https://oauth.pstmn.io/v1/callback',
    ]);
  });

  test('gives each app an id and a secret of its own, which get tokens [APP-3]', async () => {
    const [one, two] = [await addApp(dee), await addApp(dee)];
    expect(one.clientId).not.toBe(two.clientId);
    expect(one.secret).not.toBe(two.secret);
    expect(await tokenStatus(one.clientId, one.secret)).toBe(200);
    expect(await tokenStatus(two.clientId, one.secret)).toBe(401);
  });

  test('shows a secret once, and makes a new one that ends the old', async () => {
    const { clientId, secret, page } = await addApp(dee);
    expect(page.exchange.response.body).toContain(secret);
    const again = await dee.open(page.url);
    expect(again.exchange.response.body).not.toContain(secret);
    const rotated = (await confirm(dee, clientId, 'secret')).root.querySelector('#client-secret')?.text ?? '';
    expect(await tokenStatus(clientId, rotated)).toBe(200);
    expect(await tokenStatus(clientId, secret)).toBe(401);
    expect((await dee.open(page.url)).exchange.response.body).not.toContain(rotated);
  });

  test('lets an app be edited [APP-4]', async () => {
    const { clientId } = await addApp(dee);
    const form = theForm(await dee.open(`${url}/developer/apps/${clientId}/edit`), 'name');
    const page = await dee.submit(form, {
      name: 'Claims Log',
      product: ['coverage'],
      callback: 'com.example.log:/cb',
    });
    expect(page.text).toContain('Claims Log');
    const changed = await app(clientId);
    expect([...(changed?.products ?? [])]).toEqual(['Coverage']);
    expect([...(changed?.grants ?? [])]).toEqual(['authorization_code', 'refresh_token']);
    expect(changed?.redirectUris[0]).toBe('com.example.log:/cb');
    const kept = theForm(await dee.open(`${url}/developer/apps/${clientId}/edit`), 'name');
    expect(kept.fields).toEqual(
      expect.arrayContaining([
        ['name', 'Claims Log'],
        ['product', 'coverage'],
      ]),
    );
  });

  test('deletes an app only when it is confirmed, for good [APP-4]', async () => {
    const { clientId, secret } = await addApp(dee);
    const page = await dee.open(`${url}/developer/apps/${clientId}/delete`);
    expect(page.text).toContain('cannot be recovered');
    expect(await app(clientId)).toBeDefined();
    expect((await confirm(dee, clientId, 'delete')).text).toContain('The application is deleted.');
    expect(await app(clientId)).toBeUndefined();
    expect(await tokenStatus(clientId, secret)).toBe(401);
    expect((await dee.open(`${url}/developer/apps/${clientId}`)).exchange.response.status).toBe(404);
  });

  test('takes three apps; a fourth is refused with where to turn to [APP-5]', async () => {
    const form = theForm(await dee.open(`${url}/developer/apps/new`), 'name', 'description');
    const pages = await Promise.all([1, 2, 3, 4, 5].map(() => dee.submit(form, appFields)));
    const refused = pages.filter(({ exchange }) => exchange.response.status === 409);
    expect(refused).toHaveLength(2);
    for (const { text } of refused) expect(text).toContain('contact the Healthplan IT support team');
    expect((await dee.open(`${url}/developer/apps/new`)).exchange.response.status).toBe(409);
    const all = await plan.sandbox.core.apps.list();
    expect(all.filter(({ owner }) => owner !== undefined)).toHaveLength(3);
  });

  test('keeps tokens to the products that were chosen [APP-6]', async () => {
    const { clientId, secret } = await addApp(dee, { product: ['practitioner'] });
    const answer = await plan.browser().follow({
      method: 'POST',
      url: `${url}/oauth/v1/token`,
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    const token: string = JSON.parse(answer.exchange.response.body).access_token;
    const status = async (type: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const path = `/ghp/fhir4/providerdirectory/v1/${type}?_count=1`;
      return (await plan.browser().follow({ method: 'GET', url: url + path, headers })).exchange.response
        .status;
    };
    expect([await status('Practitioner'), await status('Organization')]).toEqual([200, 403]);
  });

  test.each([
    [{ name: '' }, 'Enter a name.'],
    [{ name: 'Diary_prod' }, 'Names that end in _prod'],
    [{ name: 'x'.repeat(81) }, 'at most 80'],
    [{ description: '' }, 'Describe the application'],
    [{ callback: 'app.example/cb' }, 'not an absolute URI'],
    [{ callback: 'http://app.example/cb' }, 'Use https'],
    [{ callback: 'javascript:alert(1)' }, 'opens no app'],
    [{ callback: 'https://app.example/cb#x' }, 'fragment'],
    [{ callback: 'https://u:p@app.example/cb' }, 'holds a user name'],
    [{ product: [] }, 'Select at least one API product.'],
    [{ product: ['everything'] }, 'Select at least one API product.'],
  ])('says what is wrong with %j, and adds nothing', async (changes, message) => {
    const { page } = await addApp(dee, changes);
    expect([page.exchange.response.status, page.text]).toEqual([422, expect.stringContaining(message)]);
    expect((await plan.sandbox.core.apps.list()).filter(({ owner }) => owner !== undefined)).toEqual([]);
  });
});

describe('another developer', () => {
  test.each(['', '/edit', '/delete'])('finds nothing at the page %s of an app of mine', async (page) => {
    const { clientId } = await addApp(dee);
    const eve = await signedUp(plan, yours);
    const answer = await eve.open(`${url}/developer/apps/${clientId}${page}`);
    const unknown = await eve.open(`${url}/developer/apps/app-unknown${page}`);
    expect([answer.exchange.response.status, answer.text]).toEqual([404, unknown.text]);
    expect((await eve.open(`${url}/developer/apps`)).text).not.toContain(clientId);
  });

  test.each(['edit', 'delete', 'secret'])('cannot %s an app of mine by sending the form', async (what) => {
    const { clientId } = await addApp(dee);
    const before = await app(clientId);
    const eve = await signedUp(plan, yours);
    const own = await addApp(eve);
    const path = `${url}/developer/apps/${own.clientId}`;
    const page = await eve.open(what === 'secret' ? path : `${path}/${what}`);
    const form = page.forms.find(({ action }) => action === `${path}/${what}`);
    if (!form) throw new Error('no form');
    const request = filledIn(form, appFields);
    const sent = await eve.follow({ ...request, url: request.url.replace(own.clientId, clientId) });
    expect(sent.exchange.response.status).toBe(404);
    expect(await app(clientId)).toEqual(before);
  });

  test('cannot take over a built-in app, which belongs to nobody', async () => {
    expect((await dee.open(`${url}/developer/apps/member-app`)).exchange.response.status).toBe(404);
  });
});

describe('a form', () => {
  test.each(['', 'made-up'])('with the token "%s" changes nothing', async (csrf) => {
    const { clientId } = await addApp(dee);
    const before = await app(clientId);
    for (const path of ['new', `${clientId}/edit`, `${clientId}/delete`, `${clientId}/secret`]) {
      const page = await dee.open(`${url}/developer/apps/${path === `${clientId}/secret` ? clientId : path}`);
      const form = page.forms.find(({ action }) => action === `${url}/developer/apps/${path}`);
      if (!form) throw new Error(`no form for ${path}`);
      const sent = await dee.submit(form, { ...appFields, csrf });
      expect(sent.exchange.response.status, path).toBe(403);
    }
    expect(await app(clientId)).toEqual(before);
    expect((await dee.open(`${url}/developer/apps`)).exchange.response.status).toBe(200);
  });

  test('of another session changes nothing', async () => {
    const { clientId } = await addApp(dee);
    const eve = await signedUp(plan, yours);
    const hers = theForm(await eve.open(`${url}/developer/apps/new`), 'csrf', 'name');
    const csrf = hers.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    const form = theForm(await dee.open(`${url}/developer/apps/${clientId}/delete`), 'csrf');
    const sent = await dee.follow({
      ...filledIn(form, { csrf }),
      url: `${url}/developer/apps/${clientId}/delete`,
    });
    expect(sent.exchange.response.status).toBe(403);
    expect(await app(clientId)).toBeDefined();
  });
});

const nasty = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}\${7*7}</textarea>`;

test('markup in every field stays text, on every page that shows it', async () => {
  const eve = plan.browser();
  const form = theForm(await eve.open(`${url}/developer/register`), 'email');
  await eve.submit(form, { name: nasty, organization: nasty, email: yours, terms: 'accepted' });
  const { link, code } = plan.lastMail(yours);
  const page = await eve.open(link);
  await eve.submit(theForm(page, 'code'), {
    code,
    password: 'correct horse battery',
    repeated: 'correct horse battery',
  });
  await logIn(eve, yours);
  const { clientId } = await addApp(eve, { name: nasty.slice(0, 80), description: nasty });
  const paths = ['', '/edit', '/delete'].map((end) => `/developer/apps/${clientId}${end}`);
  const wrong = await addApp(eve, { name: nasty, description: nasty, callback: nasty });
  const pages = [wrong.page];
  for (const path of [...paths, '/developer/apps', '/developer/account', '/outbox', '/'])
    pages.push(await eve.open(url + path));
  for (const { exchange, root, url: at } of pages) {
    expect(exchange.response.body, at).not.toMatch(/<script>alert|<img src=x/);
    expect(root.querySelectorAll('script, img, [onerror]'), at).toEqual([]);
  }
  expect(
    pages.filter(({ exchange }) => exchange.response.body.includes('&lt;script&gt;')).length,
  ).toBeGreaterThan(5);
});
