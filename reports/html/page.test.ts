import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../tests/browser.ts';
import { formatHtml } from '../formats/html.ts';
import { createSampleRun } from '../sample.ts';

describe('in a browser, opened from disk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'assay-report-'));
  const address = pathToFileURL(join(directory, 'index.html')).href;
  const run = createSampleRun();
  let browser: Browser;

  beforeAll(async () => {
    const hostile = '<img src="https://evil.example/x" onerror="document.title=\'owned\'">';
    const [first, ...rest] = run.exchanges;
    if (first?.response === undefined) throw new Error('The sample has no first exchange.');
    const exchanges = [{ ...first, url: hostile, response: { ...first.response, body: hostile } }, ...rest];
    writeFileSync(join(directory, 'index.html'), formatHtml({ ...run, exchanges }));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true });
  });

  async function openPage(hash = '', options: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage(options);
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && request.url() !== 'data:,') troubles.push(request.url());
    });
    await page.goto(address + hash);
    return { page, troubles };
  }
  const visibleChecks = (page: Page) => page.locator('details.check:visible').count();

  test('filters narrow the list, and clearing brings all back', async () => {
    const { page, troubles } = await openPage();
    expect(await visibleChecks(page)).toBe(run.checks.length);
    await page.getByRole('button', { name: /^Failure/ }).click();
    expect(await visibleChecks(page)).toBe(run.counts.failures);
    await page.keyboard.press('/');
    await page.keyboard.type('eob service-date');
    expect(await visibleChecks(page)).toBe(1);
    expect(await page.locator('.shown').textContent()).toBe('1 of 13 checks shown');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('checkbox', { name: 'Security only' }).check();
    expect(await visibleChecks(page)).toBe(run.checks.filter(({ security }) => security).length);
    await page.getByLabel('Suite').selectOption('fhir');
    expect(await visibleChecks(page)).toBe(0);
    expect(await page.locator('#assay-nothing').isVisible()).toBe(true);
    expect(troubles).toEqual([]);
  });

  test('an address with a check opens it, one with an exchange opens that too', async () => {
    const { page } = await openPage('#fhir.search.eob-service-date');
    expect(await page.locator('details.check[open]').getAttribute('id')).toBe('fhir.search.eob-service-date');
    await page.locator('.findings a', { hasText: 'x5' }).first().click();
    const exchange = page.locator('details.exchange[open]');
    await exchange.locator('pre.content').waitFor();
    expect(await exchange.locator('pre.content').textContent()).toContain('"value": 100.50');
  });

  test('an exchange is copied as a curl command, and says which secrets to set', async () => {
    const { page } = await openPage('#oauth.authorize.code-reuse-refused%2Fx2');
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    expect(await page.locator('.curl pre').textContent()).toContain('"$CODE_VERIFIER"');
    await expect
      .poll(() => page.locator('.curl [role=status]').textContent())
      .toContain('set $BASIC_CREDENTIALS');
  });

  test('markup in a recorded message is shown, not run', async () => {
    const { page, troubles } = await openPage('#oauth.token.token-basic-ok%2Fx1');
    await page.locator('pre.content', { hasText: 'evil.example' }).waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
    expect(troubles).toEqual([]);
  });

  test('the page fits a phone', async () => {
    const { page } = await openPage('#oauth.authorize.code-reuse-refused%2Fx2', {
      viewport: { width: 360, height: 740 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('without JavaScript checks open and the filter bar is not shown', async () => {
    const { page } = await openPage('', { javaScriptEnabled: false });
    await page.locator('[id="oauth.authorize.code-reuse-refused"] > summary').click();
    expect(await page.getByText('Mark the code as used').isVisible()).toBe(true);
    expect(await page.locator('#assay-filters').isVisible()).toBe(false);
  });
});
