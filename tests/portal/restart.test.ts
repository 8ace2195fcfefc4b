import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSandbox } from '../../lib/sandbox.ts';
import { driveRequest } from '../../mock-server/portal/production/drive.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-portal-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const publicUrl = 'http://plan.test';
const open = () =>
  openSandbox({ publicUrls: { standard: publicUrl }, members: 5, practitioners: 16, state: { directory } });

test('requests, apps and accounts are there again after a restart', async () => {
  const first = await open();
  const endpoint = { core: first.core, dialect: 'standard' as const, publicUrl };
  const about = {
    name: 'Claims Diary',
    developer: { email: 'dee@lakeside.example', name: 'Dee', organization: 'Lakeside Apps' },
    products: new Set(['Patient']),
    grants: new Set(['authorization_code'] as const),
    callback: 'https://app.example/callback',
    level: 'high' as const,
  };
  const waiting = await driveRequest(endpoint, { ...about, state: 'review-scheduled' });
  const granted = await driveRequest(endpoint, { ...about, state: 'granted' });
  await first.close();

  const again = await open();
  const { portal, apps } = again.core.ports.store;
  expect(await portal.findProductionRequest(waiting.requestId)).toMatchObject({
    state: 'review-scheduled',
    score: { level: 'high' },
  });
  expect(await portal.submissionsOf(waiting.requestId)).toMatchObject([
    { version: 1, total: { level: 'high' } },
  ]);
  expect(await apps.find(granted.production?.clientId ?? '')).toMatchObject({
    name: 'Claims Diary_prod',
    environment: 'production',
    risk: 'high',
  });
  expect(await portal.findDeveloperByEmail('dee@lakeside.example')).toMatchObject({
    organization: 'Lakeside Apps',
  });
  await again.close();
});
