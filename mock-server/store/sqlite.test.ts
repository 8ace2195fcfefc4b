import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSqliteStore } from './sqlite.ts';
import type { Code } from './store.ts';

const record: Code = {
  clientId: 'app',
  grantId: 'grant',
  redirectUri: 'https://app.example/cb',
  redirectUriSent: true,
  challenge: 'challenge',
  expiresAt: 1000,
};

describe('the SQLite store', () => {
  test('gives a code to exactly one of many parallel users', async () => {
    const store = createSqliteStore();
    await store.saveCode('secret', record);
    const uses = await Promise.all(Array.from({ length: 20 }, () => store.useCode('secret')));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await store.useCode('unknown')).toBe(false);
    expect(await store.findCode('secret')).toEqual(record);
    await store.close();
  });

  test('forgets what has expired, and used codes only a day later', async () => {
    const store = createSqliteStore();
    await store.saveCode('secret', record);
    await store.saveSession('session', { userName: 'ada', expiresAt: 1000 });
    await store.deleteExpired(1000);
    expect(await store.findSession('session')).toBeUndefined();
    expect(await store.findCode('secret')).toBeDefined();
    await store.deleteExpired(1000 + 24 * 3600 * 1000);
    expect(await store.findCode('secret')).toBeUndefined();
    await store.close();
  });

  test('keeps its rows in a file, and no secret in clear', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-store-'));
    const location = join(folder, 'state.db');
    const store = createSqliteStore({ location });
    await store.saveCode('a-secret-code', record);
    await store.saveRefreshToken('a-secret-refresh-token', record);
    await store.close();
    expect(readFileSync(location, 'latin1')).not.toContain('a-secret-');
    const again = createSqliteStore({ location });
    expect(await again.findCode('a-secret-code')).toEqual(record);
    expect(await again.useRefreshToken('a-secret-refresh-token')).toBe(true);
    await again.close();
    rmSync(folder, { recursive: true });
  });

  test('closes without ever having been used', async () => {
    await expect(createSqliteStore().close()).resolves.toBeUndefined();
  });

  test('ends grants and families', async () => {
    const store = createSqliteStore();
    const grant = {
      id: 'grant',
      patientId: 'p',
      clientId: 'app',
      types: ['Patient', 'Coverage'],
      scope: 'patient/*.read',
      scopeRequested: false,
      createdAt: 1,
    };
    await store.saveGrant(grant);
    await store.saveGrant({ ...grant, id: 'other', clientId: 'other-app' });
    expect(await store.findLiveGrant('grant')).toEqual(grant);
    await store.withdrawGrants('p', 'app', 2);
    expect((await store.grantsOfPatient('p')).map(({ id }) => id)).toEqual(['other']);
    expect(await store.findLiveGrant('grant')).toBeUndefined();
    expect(await store.findLiveGrant('other')).toBeDefined();
    await store.revoke('other', 3);
    await store.revoke('other', 4);
    expect(await store.findLiveGrant('other')).toBeUndefined();
    await store.close();
  });
});
