import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { type Listening, listen } from '../../mock-server/listen.ts';
import { violationsOf } from '../axe.ts';
import { launchBrowser } from '../browser.ts';

let browser: Browser;
let listener: Listening;
let sandbox: Sandbox;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  listener = await listen('127.0.0.1', 0);
  sandbox = createSandbox({ publicUrls: { standard: listener.url }, members: 20, control: true });
  listener.serve(sandbox.app('standard'));
});
afterAll(async () => {
  await browser?.close();
  await listener?.close();
  await sandbox?.close();
});
beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (one) => {
    if (!one.url().startsWith(listener.url)) complaints.push(one.url());
  });
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${listener.url}/_sandbox`);
  await page.waitForSelector('html[data-ready]');
});
afterEach(async () => {
  await page.close();
  await fetch(`${listener.url}/_sandbox/reset`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"what":"all"}',
  });
  expect(complaints).toEqual([]);
});

const done = (text: string | RegExp) => page.getByRole('status').getByText(text).waitFor();
const control = () => sandbox.core.control;
const field = (label: string) => page.getByLabel(label, { exact: true });

test('is axe-clean, wide and light, narrow and dark, and never scrolls sideways', async () => {
  await page.getByRole('button', { name: 'Make token' }).click();
  await done('The token is made.');
  expect(await violationsOf(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
}, 60_000);

test('tells as what the sandbox was started, and how it is', async () => {
  await page.getByText('standard dialect · seed assay · 20 members · defects in force: none').waitFor();
  await page.getByText('store ok').waitFor();
  await control()?.defects.set(['code.replay-accepted']);
  const ping = vi.spyOn(sandbox.core.ports.store, 'ping').mockRejectedValue(new Error('the disk is gone'));
  await page.reload();
  await page.getByText('store failing the store fails: the disk is gone').waitFor();
  await page.getByText('defects in force: 1').waitFor();
  ping.mockRestore();
});

test('moves and stops the clock, by keyboard alone', async () => {
  const before = control()?.clock.now() ?? 0;
  await page.getByRole('button', { name: '+ 30 days' }).focus();
  await page.keyboard.press('Enter');
  await done('The clock is set.');
  expect((control()?.clock.now() ?? 0) - before).toBeGreaterThan(29 * 24 * 3600 * 1000);
  await page.getByRole('button', { name: 'Stop it' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('stopped').waitFor();
  expect(control()?.clock.frozen).toBe(true);
  await field('Set to (UTC)').fill('2026-03-01T08:00');
  await page.keyboard.press('Enter');
  await page.getByText('2026-03-01 08:00:00 UTC').waitFor();
});

test('makes a token that opens the member’s data', async () => {
  await field('App').selectOption('member-app');
  await page.getByRole('button', { name: 'Make token' }).click();
  await done('The token is made.');
  const token = await field('Token').inputValue();
  const { status } = await fetch(`${listener.url}/ghp/fhir4/v1/Patient`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(status).toBe(200);
});

test('registers an app, shows its secret, changes its risk category, removes it', async () => {
  await field('Name').fill('Paged <App>');
  await page.getByLabel(/^Redirect URIs/).fill('http://127.0.0.1:3000/callback');
  await page.getByRole('button', { name: 'Register' }).click();
  await done('The app is registered.');
  const id = await page.locator('#app-made-id').textContent();
  expect(await page.locator('#app-made-secret').textContent()).toMatch(/^[\w-]{43}$/);
  await field('Risk category of Paged <App>').selectOption('high');
  await done('Paged <App> is high risk.');
  expect((await sandbox.core.apps.find(id ?? ''))?.risk).toBe('high');
  await page.getByRole('row', { name: /Paged/ }).getByRole('button', { name: 'Remove' }).click();
  await done('Paged <App> is removed.');
  expect(await sandbox.core.apps.find(id ?? '')).toBeUndefined();
});

test('says what is wrong, and keeps saying it until something else is done', async () => {
  await field('Name').fill('Bad');
  await page.getByLabel(/^Redirect URIs/).fill('myapp:/cb');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('alert').getByText('the scheme myapp is for native apps only').waitFor();
  await page.getByRole('button', { name: '+ 1 hour' }).click();
  await page.getByRole('alert').waitFor({ state: 'hidden' });
});

test('orders a fault, shows it in the journal, and cancels one', async () => {
  await field('Path begins with').fill('/demo/');
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByText('any /demo/: answered 503, once').waitFor();
  expect((await fetch(`${listener.url}/demo/callback?code=a-secret-code`)).status).toBe(503);
  await page.getByRole('button', { name: /GET \/demo\/callback\?code=code#[0-9a-f]{8}/ }).click();
  await page.getByText('Injected 503.').waitFor();
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await done('Cancelled.');
  expect(control()?.injections.list()).toEqual([]);
});

test('switches a defect on for one app, and off', async () => {
  await field('For').selectOption('member-app');
  await field('Find').fill('verifier is never compared');
  await page.getByRole('checkbox', { name: /pkce\.verifier-not-compared/ }).check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await done('1 in force.');
  expect([...(control()?.defects.byClient ?? [])]).toEqual([['member-app', ['pkce.verifier-not-compared']]]);
  await page.getByRole('button', { name: 'All off' }).click();
  await done('All defects are off.');
  expect(control()?.defects.byClient.size).toBe(0);
});

test('writes a resource, shows a notice, reads mails, resets everything', async () => {
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await done('Practitioner/test-1 is written.');
  await page.getByRole('row', { name: /Practitioner\/test-1/ }).waitFor();
  await field('Notice on every page').fill('Down on Sunday');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await done('The notice is on every page.');
  expect(await (await fetch(listener.url)).text()).toContain('Down on Sunday');
  control()?.outbox.add({
    at: 0,
    to: 'dee@example.org',
    subject: 'Hello <Dee>',
    text: 'The text of the mail',
  });
  await page.reload();
  await page.getByText('Hello <Dee> – to dee@example.org').click();
  await page.getByText('The text of the mail').waitFor();
  await page.getByRole('button', { name: 'Reset everything' }).click();
  await done('Back to the start.');
  expect(control()?.overlay.isEmpty).toBe(true);
  expect(control()?.banner).toBeUndefined();
  expect(control()?.outbox.list()).toEqual([]);
});

test('sends any operation with its example', async () => {
  await field('Operation').selectOption({ label: 'POST /clock/advance' });
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('region', { name: 'Answer' }).getByText('"frozen": false').waitFor();
});

test('a page of another origin in the same browser reads and moves nothing', async () => {
  const stranger = await listen('127.0.0.1', 0);
  stranger.serve(
    (_request, response) => void response.setHeader('content-type', 'text/html').end('<h1>Other</h1>'),
  );
  const advance = `${listener.url}/_sandbox/clock/advance`;
  const foreign = await browser.newPage();
  await foreign.goto(stranger.url);
  control()?.clock.freeze();
  const before = control()?.clock.now();
  const [read, cors, blind] = await foreign.evaluate(
    async ([target = '', readable = '']) => {
      const outcome = (url: string, init?: RequestInit) =>
        fetch(url, init).then(
          ({ type, status }) => `${type} ${status}`,
          () => 'failed',
        );
      const body = '{"by":"P1D"}';
      const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      const text = { method: 'POST', mode: 'no-cors' as const, body };
      return [await outcome(readable), await outcome(target, json), await outcome(target, text)];
    },
    [advance, `${listener.url}/_sandbox/clock`],
  );
  // An opaque answer tells the page nothing; the form below is answered, and the answer is a refusal.
  expect([read, cors, blind]).toEqual(['failed', 'failed', 'opaque 0']);
  await foreign.setContent(
    `<form method="post" enctype="text/plain" action="${advance}"><input name='{"by":"P1D","x":"' value='"}'></form>`,
  );
  await Promise.all([
    foreign.waitForResponse((response) => response.url() === advance && response.status() === 403),
    foreign.evaluate('document.forms[0].submit()'),
  ]);
  expect(control()?.clock.now()).toBe(before);
  await foreign.close();
  await stranger.close();
});
