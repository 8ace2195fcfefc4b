import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../context.ts';
import { createDemoApps, demoSecretOf } from '../demo-apps.ts';
import { hashSecret } from '../oauth/secrets.ts';
import type { AppRegistry } from './apps.ts';
import { places } from './places.fixture.ts';
import { tables } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import type { Code, Grant, Interaction, Store } from './store.ts';

const code: Code = {
  clientId: 'app',
  grantId: 'grant',
  redirectUri: 'https://app.example/cb',
  redirectUriSent: true,
  challenge: 'challenge',
  nonce: 'nonce',
  expiresAt: 1_700_000_000_000,
};
const interaction: Interaction = {
  clientId: 'app',
  redirectUri: 'https://app.example/cb',
  redirectUriSent: false,
  state: undefined,
  scope: 'patient/*.read',
  challenge: 'challenge',
  expiresAt: 1_700_000_000_000,
};
const grant: Grant = {
  id: 'grant',
  patientId: 'p',
  grantedBy: 'ada',
  fhirUser: 'Patient/p',
  clientId: 'app',
  types: ['Patient', 'Coverage'],
  scope: 'patient/*.read',
  scopeRequested: false,
  createdAt: 1_700_000_000_000,
};
const builtIn = createDemoApps({ redirectOrigins: ['http://127.0.0.1:8080'] });
const builtInIds = builtIn.map(({ clientId }) => clientId).sort();
const ownApp: App = {
  clientId: 'own-app',
  secretHash: hashSecret('a secret'),
  name: 'Own “app”; drop table apps',
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

const idsOf = async (apps: AppRegistry) => (await apps.list()).map(({ clientId }) => clientId);

/** What is used once, with how it is saved and used. */
const singleUse: readonly [string, (store: Store) => Promise<void>, (store: Store) => Promise<boolean>][] = [
  ['code', (store) => store.saveCode('secret', code), (store) => store.useCode('secret')],
  [
    'refresh token',
    (store) => store.saveRefreshToken('secret', code),
    (store) => store.useRefreshToken('secret'),
  ],
  [
    'interaction',
    (store) => store.saveInteraction('secret', interaction),
    (store) => store.useInteraction('secret'),
  ],
];

describe.each(places().map((place) => [place.name, place] as const))('the store on %s', (_, place) => {
  let missing: string | undefined;
  beforeAll(async () => {
    missing = await place.prepare();
  });
  afterAll(() => place.clear());
  beforeEach(({ skip }) => {
    if (missing !== undefined) skip(missing);
  });

  test.each(singleUse)('gives a %s to exactly one of many parallel users', async (name, save, use) => {
    const { store } = await place.open(`once${name.replaceAll(' ', '')}`);
    expect(await use(store)).toBe(false);
    await save(store);
    const uses = await Promise.all(Array.from({ length: 20 }, () => use(store)));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await use(store)).toBe(false);
    await store.close();
  });

  test('gives back what it was given', async () => {
    const { store } = await place.open('back');
    await store.saveCode('c', code);
    await store.saveRefreshToken('r', code);
    await store.saveInteraction('i', interaction);
    await store.saveSession('s', { userName: 'ada', expiresAt: 1_700_000_000_000 });
    await store.saveGrant(grant);
    expect(await store.findCode('c')).toEqual(code);
    expect(await store.findRefreshToken('r')).toEqual({
      clientId: 'app',
      grantId: 'grant',
      expiresAt: 1_700_000_000_000,
      used: false,
    });
    expect(await store.findInteraction('i')).toEqual(interaction);
    expect(await store.findSession('s')).toEqual({ userName: 'ada', expiresAt: 1_700_000_000_000 });
    expect(await store.findLiveGrant('grant')).toEqual(grant);
    expect(await store.findCode('C')).toBeUndefined();
    await store.close();
  });

  test('forgets what has expired, and used codes only a day later', async () => {
    const { store } = await place.open('expired');
    const end = code.expiresAt;
    await store.saveCode('secret', code);
    await store.saveRefreshToken('refresh', code);
    await store.saveSession('session', { userName: 'ada', expiresAt: end });
    await store.saveInteraction('interaction', interaction);
    await store.deleteExpired(end - 1);
    expect(await store.findSession('session')).toBeDefined();
    expect(await store.findInteraction('interaction')).toBeDefined();
    expect(await store.findRefreshToken('refresh')).toBeDefined();
    await store.deleteExpired(end);
    expect(await store.findSession('session')).toBeUndefined();
    expect(await store.findInteraction('interaction')).toBeUndefined();
    expect(await store.findRefreshToken('refresh')).toBeUndefined();
    expect(await store.findCode('secret')).toBeDefined();
    await store.deleteExpired(end + 24 * 3600 * 1000);
    expect(await store.findCode('secret')).toBeUndefined();
    await store.close();
  });

  test('ends grants and families', async () => {
    const { store } = await place.open('grants');
    await store.saveGrant(grant);
    await store.saveGrant({ ...grant, id: 'other', clientId: 'other-app' });
    await store.withdrawGrants('p', 'app', 2);
    expect((await store.grantsOfPatient('p')).map(({ id }) => id)).toEqual(['other']);
    expect(await store.findLiveGrant('grant')).toBeUndefined();
    expect(await store.findLiveGrant('other', 'token')).toBeDefined();
    await store.revoke('token', 3);
    expect(await store.findLiveGrant('other', 'token')).toBeUndefined();
    expect(await store.findLiveGrant('other', 'next-token')).toBeDefined();
    expect([await store.isRevoked('token'), await store.isRevoked('next-token')]).toEqual([true, false]);
    await store.revoke('other', 3);
    await store.revoke('other', 4);
    expect(await store.findLiveGrant('other')).toBeUndefined();
    await store.close();
  });

  test('counts failures in a row, each of many at once, until they are forgotten', async () => {
    const { store } = await place.open('attempts');
    await Promise.all(Array.from({ length: 3 }, () => store.countFailure('ada', 0, 100)));
    expect(await store.countFailure('ada', 50, 100)).toBe(4);
    expect(await store.failuresOf('ada', 149)).toEqual({ count: 4, until: 150 });
    expect(await store.failuresOf('ada', 150)).toEqual({ count: 0, until: 150 });
    expect(await store.failuresOf('ben', 50)).toEqual({ count: 0, until: 50 });
    expect(await store.countFailure('ada', 150, 100)).toBe(1);
    await store.clearFailures('ada');
    expect(await store.failuresOf('ada', 151)).toMatchObject({ count: 0 });
    await store.close();
  });

  test('registers, changes and removes apps, and has the built-in ones again after a reset', async () => {
    const { store } = await place.open('apps', builtIn);
    const { apps } = store;
    expect(await idsOf(apps)).toEqual(builtInIds);
    expect(await apps.find('member-app')).toEqual(builtIn.find(({ clientId }) => clientId === 'member-app'));
    await apps.put(ownApp);
    expect(await apps.find('own-app')).toEqual(ownApp);
    await apps.put({ ...ownApp, name: 'Other' });
    expect((await apps.find('own-app'))?.name).toBe('Other');
    expect(await idsOf(apps)).toEqual([...builtInIds, 'own-app'].sort());
    expect(await apps.remove('own-app')).toBe(true);
    expect(await apps.remove('own-app')).toBe(false);
    expect(await apps.find('own-app')).toBeUndefined();
    expect(await apps.remove('member-app')).toBe(true);
    expect(await apps.find('member-app')).toBeUndefined();
    await store.saveGrant(grant);
    await store.reset();
    expect(await idsOf(apps)).toEqual(builtInIds);
    expect(await store.findLiveGrant('grant')).toBeUndefined();
    await store.close();
  });

  test('answers, used or not, until it is closed', async () => {
    const { store } = await place.open('pinged');
    await store.ping();
    await store.saveGrant(grant);
    await store.ping();
    await store.close();
    await expect(store.ping()).rejects.toThrow();
  });

  test('closes without ever having been used', async () => {
    const { store } = await place.open('unused');
    await expect(store.close()).resolves.toBeUndefined();
  });

  test.runIf(place.shared)(
    'is begun by several at once, who see each other’s apps and share single uses',
    async () => {
      const states = await Promise.all([0, 1, 2].map(() => place.open('several', builtIn)));
      const [one, other] = states.map(({ store }) => store);
      expect(new Set(states.map(({ key }) => key.toString('hex'))).size).toBe(1);
      await one?.apps.put(ownApp);
      expect(await other?.apps.find('own-app')).toEqual(ownApp);
      await other?.apps.remove('own-app');
      expect(await one?.apps.find('own-app')).toBeUndefined();
      await one?.saveCode('secret', code);
      const uses = await Promise.all(
        states.flatMap(({ store }) => [store.useCode('secret'), store.useCode('secret')]),
      );
      expect(uses.filter(Boolean)).toHaveLength(1);
      for (const { store } of states) await store.close();
    },
  );

  test.runIf(place.keeps)('finds everything again, key included; demo callbacks follow the URL', async () => {
    const first = await place.open('again', builtIn);
    await first.store.apps.put(ownApp);
    await first.store.apps.remove('second-app');
    await first.store.saveCode('secret', code);
    await first.store.saveGrant(grant);
    await first.store.close();
    const again = await place.open('again', createDemoApps({ redirectOrigins: ['https://plan.test'] }));
    const { apps } = again.store;
    expect(again.key).toEqual(first.key);
    expect(again.key).toHaveLength(32);
    expect(await apps.find('own-app')).toEqual(ownApp);
    expect(await idsOf(apps)).toEqual([...builtInIds, 'own-app'].filter((id) => id !== 'second-app').sort());
    expect((await apps.find('member-app'))?.redirectUris).toContain('https://plan.test/demo/callback');
    expect(await again.store.useCode('secret')).toBe(true);
    expect(await again.store.findLiveGrant('grant')).toEqual(grant);
    await again.store.close();
  });
});

test('a reset empties every table but those of the state itself', async () => {
  const { connect, close } = openSqlite(':memory:');
  const found = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    await connect(),
  );
  const names = found.rows
    .map(({ name }) => name)
    .filter((name) => name !== 'migrations' && name !== 'settings');
  expect([...tables].sort()).toEqual(names.sort());
  await close();
});

test('a demo app has its public secret until it gets another', () => {
  const confidential = builtIn.filter(({ secretHash }) => secretHash !== undefined);
  expect(confidential.map(demoSecretOf)).toEqual(confidential.map(({ clientId }) => `${clientId}-secret`));
  expect(demoSecretOf({ ...ownApp, clientId: 'member-app' })).toBeUndefined();
});
