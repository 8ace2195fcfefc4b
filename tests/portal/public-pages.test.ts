import inject, { type DispatchFunc } from 'light-my-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerOf } from '../../suites/runner/http.ts';
import { addApp, createPlan, type Plan, signedUp, url } from './portal.fixture.ts';

let plan: Plan;
beforeAll(() => {
  plan = createPlan();
});
afterAll(() => plan.close());

const pages = [
  '/',
  '/catalog',
  '/docs',
  '/docs/authorization',
  '/docs/samples',
  '/docs/errors',
  '/docs/production',
  '/terms',
  '/developer/register',
  '/developer/login',
  '/outbox',
  '/staff/login',
];

test.each(pages)('%s is there for everyone, with one heading, and a title of its own', async (path) => {
  const { exchange, root } = await plan.browser().open(url + path);
  expect(exchange.response.status).toBe(200);
  expect(root.querySelectorAll('h1')).toHaveLength(1);
  expect(root.querySelector('title')?.text).toMatch(/ – Assay sandbox$/);
});

test('every link of these pages leads somewhere', async () => {
  const browser = plan.browser();
  const links = new Set<string>();
  for (const path of pages) {
    const { root } = await browser.open(url + path);
    for (const link of root.querySelectorAll('a[href]')) {
      const target = new URL(link.getAttribute('href') ?? '', url + path);
      if (target.origin === url) links.add(target.origin + target.pathname);
    }
  }
  expect(links.size).toBeGreaterThan(15);
  for (const link of links)
    expect([link, (await browser.open(link)).exchange.response.status < 404]).toEqual([link, true]);
});

describe('the landing page', () => {
  test('lists apps, members and a link that starts the flow', async () => {
    const { text, root } = await plan.browser().open(url);
    const [persona] = plan.sandbox.population.personas();
    for (const part of ['member-app-secret', 'directory-app-secret', persona?.password ?? '', 'oauth4webapi'])
      expect(text).toContain(part);
    const start = root.querySelector('a[href*="/oauth/v1/authorize"]')?.getAttribute('href') ?? '';
    const login = await plan.browser().open(start.replaceAll('&amp;', '&'));
    expect(login.root.querySelector('input[type=password]')).not.toBeNull();
  });

  test('has the quick start of whoever is signed in', async () => {
    const browser = await signedUp(plan, 'dee@lakeside.example');
    const { clientId } = await addApp(browser);
    expect((await browser.open(url)).text).toContain(`-u '${clientId}:CLIENT_SECRET'`);
    const docs = await browser.open(`${url}/docs/authorization`);
    expect(docs.text).toContain(`&client_id=${clientId}`);
  });
});

test('planned downtime shows as a banner on every page [GEN-5]', async () => {
  const { control } = plan.sandbox.core;
  if (!control) throw new Error('no control plane');
  control.banner = 'Maintenance on Sunday <b>from 2 to 4</b>';
  for (const path of pages) {
    const { root } = await plan.browser().open(url + path);
    expect(root.querySelector('.banner')?.text, path).toBe('Maintenance on Sunday <b>from 2 to 4</b>');
  }
  control.banner = undefined;
  expect((await plan.browser().open(url)).root.querySelector('.banner')).toBeNull();
});

test('the error reference shows what the endpoints really send', async () => {
  const { root } = await plan.browser().open(`${url}/docs/errors`);
  const codes = root.querySelectorAll('h3 code').map(({ text }) => text);
  for (const code of [
    'invalid_client',
    'invalid_grant',
    'access_denied',
    'invalid_token',
    'insufficient_scope',
  ])
    expect(codes).toContain(code);
  const { exchange } = await plan
    .browser()
    .follow({ method: 'GET', url: `${url}/ghp/fhir4/v1/Patient`, headers: { authorization: 'Bearer x' } });
  const shown = root.querySelectorAll('article').find(({ text }) => text.includes('invalid_token'));
  const body = (shown?.querySelector('pre')?.rawText ?? '')
    .replaceAll(/<\/?code>/g, '')
    .replaceAll('&quot;', '"');
  expect(JSON.parse(body)).toEqual(JSON.parse(exchange.response.body));
});

test('the Postman collection holds both flows and the built-in callback [APP-2]', async () => {
  const { exchange } = await plan.browser().open(`${url}/docs/postman.json`);
  expect(headerOf(exchange, 'content-disposition')).toContain('attachment');
  const collection = JSON.parse(exchange.response.body);
  const settings = collection.item.map(({ auth }: { auth: { oauth2: { key: string; value: string }[] } }) =>
    Object.fromEntries(auth.oauth2.map(({ key, value }) => [key, value])),
  );
  expect(settings).toMatchObject([
    { grant_type: 'client_credentials', accessTokenUrl: '{{baseUrl}}/oauth/v1/token' },
    { grant_type: 'authorization_code_with_pkce', redirect_uri: 'https://oauth.pstmn.io/v1/callback' },
  ]);
});

describe('the API Catalog', () => {
  test('has every product, and the console of each API, of files of its own [REG-5]', async () => {
    const catalog = await plan.browser().open(`${url}/catalog`);
    for (const product of [
      'Organization',
      'Patient',
      'HealthcareService (LOB)',
      'Coverage',
      'Practitioner',
      'PractitionerRole',
      'ExplanationOfBenefit',
      'Observation',
    ])
      expect(catalog.text).toContain(product);
    for (const api of ['provider-directory', 'patient-access']) {
      const { root, exchange } = await plan.browser().open(`${url}/catalog/${api}`);
      const files = [
        ...root.querySelectorAll('script').map((element) => element.getAttribute('src')),
        ...root.querySelectorAll('link').map((element) => element.getAttribute('href')),
      ];
      expect(files).toHaveLength(3);
      for (const file of files) {
        const sent = await plan.browser().open(file ?? '');
        expect([file, sent.exchange.response.status]).toEqual([
          expect.stringMatching(`^${url}/catalog/files/`),
          200,
        ]);
      }
      expect(headerOf(exchange, 'content-security-policy')).toContain("script-src 'self';");
    }
  });

  test.each(['/catalog/other', '/catalog/files/package.json', '/catalog/files/..%2f..%2fpackage.json'])(
    'has no %s',
    async (path) => {
      expect((await plan.browser().open(url + path)).exchange.response.status).toBe(404);
    },
  );
});

test.each([
  ['10.0.0.7', '127.0.0.1:8080', 403],
  ['127.0.0.1', 'evil.example', 403],
  ['127.0.0.1', '127.0.0.1:8080', 200],
])('the outbox for %s under the name %s: %i', async (remoteAddress, host, status) => {
  const local = createPlan({ publicUrls: { standard: 'http://127.0.0.1:8080' } });
  const response = await inject(local.sandbox.app('standard') as DispatchFunc, {
    url: '/outbox',
    headers: { host },
    remoteAddress,
  });
  expect(response.statusCode).toBe(status);
  await local.close();
});
