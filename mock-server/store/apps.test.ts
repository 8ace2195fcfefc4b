import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { App } from '../context.ts';
import { createDemoApps, demoSecretOf } from '../demo-apps.ts';
import { hashSecret } from '../oauth/secrets.ts';
import { createSqliteStore } from './sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-apps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const builtIn = createDemoApps({ redirectOrigins: ['http://127.0.0.1:8080'] });
const own: App = {
  clientId: 'own-app',
  secretHash: hashSecret('a secret'),
  name: 'Own',
  developer: 'Someone',
  owner: 'account-1',
  redirectUris: ['com.example.app:/cb'],
  grants: new Set(['authorization_code']),
  products: new Set(['Patient', 'Coverage']),
  risk: 'high',
  lifetimes: { accessToken: 5 },
  environment: 'production',
  nativeApp: true,
};

test('the demo apps are there without a row, each with its public secret', async () => {
  const { apps } = createSqliteStore({ apps: builtIn });
  expect(await apps.list()).toEqual(builtIn);
  expect(builtIn.map(demoSecretOf)).toEqual([
    'directory-app-secret',
    'member-app-secret',
    'second-app-secret',
  ]);
  expect(demoSecretOf({ ...own, clientId: 'member-app' })).toBeUndefined();
});

describe.each([
  ['in memory', ':memory:'],
  ['in a file', join(folder, 'apps.db')],
])('the registry %s', (_, location) => {
  test('finds, changes and removes apps, and brings the built-in ones back on reset', async () => {
    const store = createSqliteStore({ location, apps: builtIn });
    const { apps } = store;
    await apps.put(own);
    expect(await apps.find('own-app')).toEqual(own);
    await apps.put({ ...own, name: 'Other' });
    expect((await apps.list()).map(({ name }) => name)).toEqual([
      'Provider Finder',
      'My Health Notebook',
      'Other',
      'Claims Companion',
    ]);
    expect(await apps.remove('own-app')).toBe(true);
    expect(await apps.remove('own-app')).toBe(false);
    expect(await apps.find('own-app')).toBeUndefined();
    expect(await apps.remove('member-app')).toBe(true);
    expect(await apps.find('member-app')).toBeUndefined();
    await store.reset();
    expect(await apps.list()).toEqual(builtIn);
    await store.close();
  });
});

test('what was registered, changed and removed outlives the process; demo callbacks follow the URL', async () => {
  const location = join(folder, 'again.db');
  const first = createSqliteStore({ location, apps: builtIn });
  await first.apps.put(own);
  await first.apps.put({ ...own, clientId: 'public-app', secretHash: hashSecret('other') });
  await first.apps.remove('second-app');
  await first.close();
  const moved = createDemoApps({ redirectOrigins: ['https://plan.test'] });
  const again = createSqliteStore({ location, apps: moved });
  expect(await again.apps.find('own-app')).toEqual(own);
  expect((await again.apps.list()).map(({ clientId }) => clientId)).toEqual([
    'directory-app',
    'member-app',
    'own-app',
    'public-app',
  ]);
  expect((await again.apps.find('member-app'))?.redirectUris).toContain('https://plan.test/demo/callback');
  await again.close();
});
