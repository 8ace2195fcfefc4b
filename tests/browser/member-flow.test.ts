import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { type Listening, listen } from '../../mock-server/listen.ts';
import type { Member } from '../../mock-server/population.ts';
import { violationsOf } from '../axe.ts';
import { launchBrowser } from '../browser.ts';

/** RFC 7636 Appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const people = createPopulation();
let browser: Browser;
let listener: Listening;
let sandbox: Sandbox;

beforeAll(async () => {
  browser = await launchBrowser();
  listener = await listen('127.0.0.1', 0);
  sandbox = createSandbox({ publicUrls: { standard: listener.url }, population: people });
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

/** A page in a browser profile of its own, with what it asked for elsewhere or complained of. */
async function open(
  url = authorizeUrl(),
  { width = 1100, dark = false } = {},
): Promise<{ page: Page; elsewhere: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(listener.url)) elsewhere.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !/40[013]|429/.test(message.text())) elsewhere.push(message.text());
  });
  await page.goto(url);
  return { page, elsewhere };
}

function persona(of: (member: Member) => boolean = () => true): Member {
  const member = sandbox.population.personas().find(of);
  if (!member) throw new Error('there is no such persona');
  return member;
}

/** Who is no persona: lock-out is for these. */
function otherMember(): Member {
  return people.member(people.memberCount - 1);
}

async function signIn(page: Page, { userName, password } = persona()): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function tokenFor(page: Page): Promise<{ access_token: string; scope: string; patient: string }> {
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
  return (await response.json()) as { access_token: string; scope: string; patient: string };
}

async function statusOf(type: string, accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${listener.url}/ghp/fhir4/v1/${type}`, { headers })).status;
}

const allow = (page: Page) => page.getByRole('button', { name: 'Allow' }).click();
const answered = (page: Page) => page.waitForURL(/demo\/callback/);

describe('a member in Chromium', () => {
  test('signs in, allows, and is sent back with a code that opens the data', async () => {
    const { page, elsewhere } = await open();
    await signIn(page);
    await allow(page);
    await answered(page);
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
    await answered(page);
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
  });

  test('grants less than was asked, and no more is given', async () => {
    const { page } = await open();
    await signIn(page);
    for (const label of [/Claims and payments/, /Results and measurements/, /Conditions/])
      await page.getByLabel(label).uncheck();
    await allow(page);
    await answered(page);
    const { access_token, scope } = await tokenFor(page);
    expect(scope).toContain('Coverage');
    expect(scope).not.toContain('Observation');
    const statuses = ['Coverage', 'Patient', 'Observation', 'ExplanationOfBenefit', 'Condition'].map((type) =>
      statusOf(type, access_token),
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 403, 403, 403]);
  });

  test('who represents a child chooses whose data, and shares that of the child alone', async () => {
    const mother = persona(({ actsFor }) => actsFor !== undefined);
    const child = sandbox.population.memberOfPatient(mother.actsFor?.[0] ?? '');
    const { page } = await open();
    await signIn(page, mother);
    await page.getByRole('radio', { name: new RegExp(child?.displayName ?? '') }).check();
    await allow(page);
    await answered(page);
    const { access_token, patient } = await tokenFor(page);
    expect(patient).toBe(child?.patientId);
    expect(await statusOf(`Patient/${child?.patientId}`, access_token)).toBe(200);
    expect(await statusOf(`Patient/${mother.patientId}`, access_token)).toBe(404);
  });

  test('withdraws consent, and the token stops at once', async () => {
    const { page } = await open();
    await signIn(
      page,
      persona(({ userName }) => userName.endsWith('.0001')),
    );
    await allow(page);
    await answered(page);
    const { access_token } = await tokenFor(page);
    expect(await statusOf('Patient', access_token)).toBe(200);
    await page.goto(`${listener.url}/member/consents`);
    await page.getByRole('button', { name: /^Withdraw consent: My Health Notebook/ }).click();
    await page.getByRole('status').getByText('Your consent is withdrawn').waitFor();
    expect(await statusOf('Patient', access_token)).toBe(401);
    expect(await page.getByText('No app has access.').count()).toBe(1);
  });

  test('who mistypes the password stays, and is not told which half was wrong', async () => {
    const { page } = await open();
    await signIn(page, { ...persona(), password: 'wrong' });
    expect(page.url()).toContain('/member/login');
    const message = await page.getByRole('alert').textContent();
    await signIn(page, { ...persona(), userName: 'nobody' });
    expect(await page.getByRole('alert').textContent()).toBe(message);
    expect(message).toMatch(/user name or the password/i);
  });

  test('who fails five times is locked out, even with the right password then', async () => {
    const member = otherMember();
    const { page } = await open();
    for (let i = 0; i < 5; i += 1) await signIn(page, { ...member, password: `wrong ${i}` });
    expect(await page.getByRole('alert').textContent()).toMatch(/locked; try again in 15 minutes/);
    await signIn(page, member);
    expect(page.url()).toContain('/member/login');
    expect(await page.getByRole('alert').textContent()).toMatch(/locked/);
  });

  test('does it all by keyboard, and sees where the focus is', async () => {
    const { page } = await open();
    const focused = () =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()');
    const outline = () => page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(await focused()).toBe('username');
    await page.keyboard.type(persona().userName);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('password');
    await page.keyboard.type(persona().password);
    await page.keyboard.press('Tab');
    expect([await focused(), await outline()]).toEqual(['Sign in', 'solid']);
    await page.keyboard.press('Enter');
    await page.waitForURL(/member\/consent/);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.getByLabel(/Claims and payments/).focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 40 && (await focused()) !== 'Allow'; i += 1) await page.keyboard.press('Tab');
    expect([await focused(), await outline()]).toEqual(['Allow', 'solid']);
    await page.keyboard.press('Enter');
    await answered(page);
    const { scope } = await tokenFor(page);
    expect(scope).toContain('Coverage');
    expect(scope).not.toContain('ExplanationOfBenefit');
  });
});

describe.each([
  ['on a desktop', { width: 1100 }],
  ['on a phone in the dark', { width: 360, dark: true }],
])('every page of a member %s', (_where, look) => {
  async function check(page: Page): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  }

  test('has no barrier that axe knows of, and nothing runs out of sight', async () => {
    const { page, elsewhere } = await open(authorizeUrl(), look);
    const mother = persona(({ actsFor }) => actsFor !== undefined);
    await check(page);
    await signIn(page, { ...mother, password: 'wrong' });
    await check(page);
    await signIn(page, mother);
    await page.waitForURL(/member\/consent/);
    await check(page);
    await allow(page);
    await answered(page);
    await check(page);
    await page.goto(`${listener.url}/member/consents`);
    await check(page);
    await page
      .getByRole('button', { name: /^Withdraw consent/ })
      .first()
      .click();
    await page.getByRole('status').waitFor();
    await check(page);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await check(page);
    await page.goto(`${listener.url}/member/login`);
    for (let i = 0; i < 5; i += 1) await signIn(page, { ...mother, userName: 'nobody', password: 'wrong' });
    await check(page);
    await page.goto(`${listener.url}/oauth/v1/authorize?client_id=unknown`);
    await check(page);
    await page.goto(`${listener.url}/member/consent?interaction=gone`);
    await check(page);
    await page.goto(listener.url);
    await check(page);
    expect(elsewhere).toEqual([]);
  });
});
