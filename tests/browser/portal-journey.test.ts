import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { type Listening, listen } from '../../mock-server/listen.ts';
import { demoStaff } from '../../mock-server/portal/settings.ts';
import { violationsOf } from '../axe.ts';
import { launchBrowser } from '../browser.ts';

const email = 'dee@lakeside.example';
const password = 'correct horse battery';
/** RFC 7636 Appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
/** Where screenshots go, for people to look at; none are taken without it. */
const shots = process.env.ASSAY_SCREENSHOTS;

let browser: Browser;
let listener: Listening;
let sandbox: Sandbox;
let url: string;
const problems: string[] = [];
let pages = 0;

beforeAll(async () => {
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  browser = await launchBrowser();
  listener = await listen('127.0.0.1', 0);
  url = listener.url;
  sandbox = createSandbox({ publicUrls: { documented: url }, control: true, members: 20 });
  listener.serve(sandbox.app('documented'));
});
afterAll(async () => {
  await browser?.close();
  await listener?.close();
  await sandbox?.close();
});

/** A browser profile that writes down every request to elsewhere and every error of a script. */
async function open(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== url && protocol.startsWith('http') && !request.url().startsWith('https://app.example/'))
      problems.push(`request to ${request.url()}`);
  });
  context.setDefaultTimeout(30_000);
  context.on('weberror', (error) => problems.push(`script: ${error.error().message}`));
  return { page: await context.newPage(), context };
}

/**
 * Looks at a page as it stands: barriers, and whether it fits a narrow phone.
 * @param exclude selector of what is not ours, such as Swagger UI
 */
async function look(page: Page, name: string, exclude?: string): Promise<void> {
  pages += 1;
  problems.push(...(await violationsOf(page, exclude)).map((line) => `${name}: ${line}`));
  for (const width of [360, 1200]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    if (Number(overflow) > 0) problems.push(`${name}: ${overflow} pixels too wide for ${width}`);
    if (width === 1200)
      problems.push(...(await cutTables(page)).map((table) => `${name}: ${table} is cut off`));
    if (shots === undefined) continue;
    const path = join(shots, `${name}-${width}.png`);
    await page.screenshot({ path, fullPage: exclude === undefined });
  }
}

/** Tables of which only a part is seen, by their names. */
function cutTables(page: Page): Promise<string[]> {
  return page
    .locator('.table:visible')
    .evaluateAll((tables) =>
      tables
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((table) => `the table ${table.getAttribute('aria-label')}`),
    );
}

async function signIn(page: Page, mail: string, secret: string): Promise<void> {
  await page.getByLabel('Email address').fill(mail);
  await page.getByLabel('Password').fill(secret);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Authorizes in the console and sends the first request whose path matches. @returns status and body */
async function tryOut(
  page: Page,
  api: string,
  operation: string,
  authorize: (dialog: ReturnType<Page['locator']>) => Promise<void>,
  parameters: Readonly<Record<string, string>> = {},
): Promise<{ status: string; body: string }> {
  await page.goto(`${url}/catalog/${api}`);
  await page.locator('.opblock').first().waitFor();
  await page.locator('button.authorize').first().click();
  await authorize(page.locator('.modal-ux-content'));
  await page.locator('.modal-ux-content button', { hasText: 'Logout' }).first().waitFor();
  await page.locator('.modal-ux-header button').click();
  const block = page.locator(`[id$="-${operation}"]`);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  for (const [name, value] of Object.entries(parameters))
    await block.locator(`tr[data-param-name="${name}"] input`).first().fill(value);
  await block.getByRole('button', { name: 'Execute' }).click();
  const live = block.locator('.live-responses-table');
  await live.waitFor();
  return {
    status: (await live.locator('tr.response .response-col_status').first().innerText()).trim(),
    body: await live.locator('.highlight-code, .microlight').first().innerText(),
  };
}

test('a developer gets from nothing to the claims of a production member [REG-1] [REG-5] [APP-2] [PROD-2] [PROD-6] [PROD-9] [PROD-10]', async () => {
  const { page } = await open();
  await page.goto(url);
  await look(page, '01-landing');

  await page.getByRole('link', { name: 'Register' }).first().click();
  await page.getByRole('button', { name: 'Register' }).click();
  await look(page, '02-register-with-problems');
  await page.getByLabel('Your name').fill('Dee Veloper');
  await page.getByLabel('Organization').fill('Lakeside Apps');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel(/I have read the Terms/).check();
  await page.getByRole('button', { name: 'Register' }).click();
  await look(page, '03-mail-sent');

  await page.getByRole('link', { name: 'outbox' }).click();
  await look(page, '04-outbox');
  const code = /Access code: (\S+)/.exec(await page.locator('article').first().innerText())?.[1] ?? '';
  await page.locator('article a').first().click();
  await page.getByLabel('Access code').fill(code);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByLabel('New password, once more').fill(password);
  await look(page, '05-set-password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await look(page, '06-login');
  await signIn(page, email, password);
  await look(page, '07-no-app-yet');

  await page.getByRole('link', { name: 'Add app' }).click();
  await page.getByLabel('Application name').fill('Claims Diary');
  await page.getByLabel('Description').fill('Keeps track of claims and what they cost.');
  for (const product of ['practitioner', 'patient', 'eob'])
    await page.locator(`input[value=${product}]`).check();
  await look(page, '08-add-app');
  await page.getByRole('button', { name: 'Submit' }).click();
  await look(page, '09-app-with-secret');
  const clientId = await page.locator('#client-id').innerText();
  const secret = await page.locator('#client-secret').innerText();

  // The console: client credentials, then authorization code with PKCE, with an app that has no callback URL.
  const practitioners = await tryOut(
    page,
    'practitioner',
    'searchPractitioner',
    async (dialog) => {
      const app = dialog.locator('.auth-container').filter({ hasText: 'clientCredentials' });
      await app.getByLabel('client_id:').fill(clientId);
      await app.getByLabel('client_secret:').fill(secret);
      await app.locator('button.authorize').click();
    },
    { name: 'a' },
  );
  expect(practitioners.status).toBe('200');
  expect(practitioners.body).toContain('"resourceType": "Practitioner"');
  await look(page, '10-console', '#console');

  const [member] = sandbox.population.personas();
  const patient = await tryOut(page, 'patient', 'searchPatient', async (dialog) => {
    const flow = dialog.locator('.auth-container').filter({ hasText: 'authorizationCode' });
    await flow.getByLabel('client_id:').fill(clientId);
    await flow.getByLabel('client_secret:').fill(secret);
    const popup = page.waitForEvent('popup');
    await flow.locator('button.authorize').click();
    const window = await popup;
    await window.getByLabel('User name').fill(member?.userName ?? '');
    await window.getByLabel('Password').fill(member?.password ?? '');
    await window.keyboard.press('Enter');
    await window.getByRole('button', { name: 'Allow' }).click();
  });
  expect(patient.status).toBe('200');
  expect(patient.body).toContain(member?.patientId);

  await page.goto(`${url}/developer/apps`);
  await look(page, '11-my-applications');
  await page.getByRole('link', { name: 'Request Production Access' }).click();
  await look(page, '12-request');
  await page.getByLabel(/Terms of Use/).check();
  await page.getByRole('button', { name: 'Begin the questionnaire' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await look(page, '13-section-with-problems');
  for (const [label, address] of [
    ['Callback URL', 'https://app.example/callback'],
    ['Privacy policy URL', 'https://app.example/privacy'],
    ['Terms of service URL', 'https://app.example/terms'],
  ] as const)
    await page.getByLabel(label).fill(address);
  while (await page.getByRole('button', { name: 'Next' }).isVisible()) {
    for (const question of await page.locator('fieldset').all())
      await question.getByRole('radio').nth(1).check();
    for (const words of await page.locator('textarea').all()) await words.fill('As our policy says.');
    await page.getByRole('button', { name: 'Next' }).click();
  }
  expect(await page.locator('#risk-level').innerText()).toBe('medium risk');
  await look(page, '14-dashboard');
  await page.getByLabel('Name').fill('Dee Veloper');
  await page.getByLabel('Title').fill('Head of Engineering');
  await page.getByLabel(/I attest/).check();
  await page.getByRole('button', { name: 'Submit' }).click();
  await look(page, '15-submitted');

  const { page: staff } = await open();
  await staff.goto(`${url}/staff`);
  await look(staff, '16-staff-login');
  await signIn(staff, demoStaff.email, demoStaff.password);
  await look(staff, '17-queue');
  await staff.getByRole('link', { name: 'Claims Diary' }).click();
  await staff.locator('summary').first().click();
  await look(staff, '18-desk');
  await staff.getByLabel('When').fill('2026-12-03 10:00');
  await staff.getByLabel('Where').fill('Room 4');
  await staff.getByRole('button', { name: 'Schedule and notify' }).click();
  await staff.getByRole('button', { name: 'Grant production access' }).click();

  await page.goto(`${url}/developer/apps`);
  await look(page, '19-granted');
  await page.getByRole('link', { name: 'Claims Diary_prod' }).click();
  await page.getByRole('button', { name: 'New client secret' }).click();
  const prod = {
    id: await page.locator('#client-id').innerText(),
    secret: await page.locator('#client-secret').innerText(),
  };
  expect(prod.id).not.toBe(clientId);

  const { page: phone, context } = await open();
  await context.route('https://app.example/**', (route) => route.fulfill({ body: 'The app.' }));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: prod.id,
    redirect_uri: 'https://app.example/callback',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'journey',
  });
  await phone.goto(`${url}/oauth/v1/authorize?${query}`);
  const persona = sandbox.production.personas()[0];
  await phone.getByLabel('User name').fill(persona?.userName ?? '');
  await phone.getByLabel('Password').fill(persona?.password ?? '');
  await phone.keyboard.press('Enter');
  await phone.getByRole('button', { name: 'Allow' }).waitFor();
  await look(phone, '20-consent');
  expect(await phone.locator('main').innerText()).toMatch(/Claims Diary_prod[\s\S]*medium risk/);
  await phone.getByRole('button', { name: 'Allow' }).click();
  await phone.waitForURL(/^https:\/\/app\.example\/callback/);

  const token = await fetch(`${url}/oauth/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${prod.id}:${prod.secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(phone.url()).searchParams.get('code') ?? '',
      code_verifier: verifier,
      redirect_uri: 'https://app.example/callback',
    }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const claims = await fetch(`${url}/ghp/fhir4/v1/ExplanationOfBenefit?_count=1`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const { entry } = (await claims.json()) as { entry: { resource: { patient: { reference: string } } }[] };
  expect(entry[0]?.resource.patient.reference).toBe(`Patient/${persona?.patientId}`);

  for (const [name, path] of [
    ['21-catalog', '/catalog'],
    ['22-docs', '/docs'],
    ['23-authorization', '/docs/authorization'],
    ['24-samples', '/docs/samples'],
    ['25-errors', '/docs/errors'],
    ['26-production', '/docs/production'],
    ['27-terms', '/terms'],
    ['28-account', '/developer/account'],
    ['29-edit', `/developer/apps/${clientId}/edit`],
    ['30-delete', `/developer/apps/${clientId}/delete`],
    ['31-request-status', `/developer/apps/${clientId}/production`],
    ['32-not-found', '/developer/apps/app-unknown'],
  ] as const) {
    await page.goto(url + path);
    await look(page, name);
  }
  expect(problems).toEqual([]);
  expect(pages).toBeGreaterThan(30);
}, 240_000);

test('an app is registered and deleted by keyboard alone', async () => {
  const { page } = await open();
  const { portal } = sandbox.core.ports.store;
  const dee = await portal.findDeveloperByEmail(email);
  if (!dee) throw new Error('the journey has not run');
  /** Goes on with Tab until the element of this name has the focus, as a person would. */
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate<string>(
        "(() => { const e = document.activeElement; return [e?.labels?.[0]?.textContent, e?.getAttribute('aria-label'), e?.textContent].filter(Boolean).join(' '); })()",
      );
      if (name.test(focused.trim())) return;
    }
    throw new Error(`nothing called ${name} is reached by Tab on ${page.url()}`);
  };
  await page.goto(`${url}/developer/login`);
  await tabTo(/^Email address/);
  await page.keyboard.type(email);
  await tabTo(/^Password/);
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/developer\/apps$/);
  await tabTo(/^Add app/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/new$/);
  await tabTo(/^Application name/);
  await page.keyboard.type('By keyboard');
  await tabTo(/^Description/);
  await page.keyboard.type('No mouse was used.');
  await tabTo(/^Practitioner Phys|^PractitionerPhys/);
  await page.keyboard.press('Space');
  await tabTo(/^Submit/);
  await page.keyboard.press('Enter');
  await page.locator('#client-secret').waitFor();
  await tabTo(/^Delete/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/delete$/);
  await tabTo(/^Delete/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/deleted=1/);
  expect(await page.locator('main').innerText()).not.toContain('By keyboard');
}, 60_000);
