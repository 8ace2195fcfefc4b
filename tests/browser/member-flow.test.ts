import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { type Listening, listen } from '../../mock-server/listen.ts';
import { launchBrowser } from '../browser.ts';

/** RFC 7636 Appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let browser: Browser;
let listener: Listening;
let sandbox: Sandbox;

beforeAll(async () => {
  browser = await launchBrowser();
  listener = await listen('127.0.0.1', 0);
  sandbox = createSandbox({ publicUrls: { standard: listener.url } });
  listener.serve(sandbox.app('standard'));
});
afterAll(async () => {
  await browser?.close();
  await listener?.close();
  await sandbox?.close();
});

function authorizeUrl(): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'member-app',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'a b&c',
    redirect_uri: `${listener.url}/demo/callback`,
  });
  return `${listener.url}/oauth/v1/authorize?${query}`;
}

/** A page in a browser profile of its own that fails the test on any request to elsewhere. */
async function open(width = 1100): Promise<{ page: Page; elsewhere: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(listener.url)) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) elsewhere.push(message.text());
  });
  await page.goto(authorizeUrl());
  return { page, elsewhere };
}

async function signIn(page: Page, password?: string): Promise<void> {
  const [member] = sandbox.population.personas();
  if (!member) throw new Error('there are no personas');
  await page.getByLabel('User name').fill(member.userName);
  await page.getByLabel('Password').fill(password ?? member.password);
  await page.keyboard.press('Enter');
  await page.locator('button[value=allow], [role=alert]').first().waitFor();
}

async function tokenFor(page: Page): Promise<{ access_token: string; scope: string }> {
  const code = new URL(page.url()).searchParams.get('code') ?? '';
  const response = await fetch(`${listener.url}/oauth/v1/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('member-app:member-app-secret')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: `${listener.url}/demo/callback`,
    }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { access_token: string; scope: string };
}

describe('a member in Chromium', () => {
  test('signs in, allows, and is sent back with a code that opens the data', async () => {
    const { page, elsewhere } = await open();
    await signIn(page);
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/demo\/callback/);
    expect(new URL(page.url()).searchParams.get('state')).toBe('a b&c');
    const { access_token } = await tokenFor(page);
    const read = await fetch(`${listener.url}/ghp/fhir4/v1/Patient`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(await read.json()).toMatchObject({ resourceType: 'Bundle', total: 1 });
    expect(elsewhere).toEqual([]);
  });

  test('denies, and the app is told so', async () => {
    const { page } = await open();
    await signIn(page);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.waitForURL(/demo\/callback/);
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  });

  test('grants less than was asked, and no more is given', async () => {
    const { page } = await open();
    await signIn(page);
    for (const label of [/About you/, /Claims/, /measurements/]) await page.getByLabel(label).uncheck();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/demo\/callback/);
    const { access_token, scope } = await tokenFor(page);
    expect(scope).toContain('Coverage');
    expect(scope).not.toContain('Observation');
    const status = async (type: string) =>
      (
        await fetch(`${listener.url}/ghp/fhir4/v1/${type}`, {
          headers: { authorization: `Bearer ${access_token}` },
        })
      ).status;
    expect([await status('Coverage'), await status('Observation')]).toEqual([200, 403]);
  });

  test('who mistypes the password stays, and is not told which half was wrong', async () => {
    const { page } = await open();
    await signIn(page, 'wrong');
    expect(page.url()).toContain('/member/login');
    expect(await page.getByRole('alert').textContent()).toMatch(/user name or (the )?password/i);
  });

  test('with a narrow phone sees every page without scrolling sideways', async () => {
    const { page } = await open(360);
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBeLessThanOrEqual(0);
    await signIn(page);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.goto(listener.url);
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
