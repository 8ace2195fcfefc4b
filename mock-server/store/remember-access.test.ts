import { describe, expect, test } from 'vitest';
import { rememberAccess } from './remember-access.ts';
import type { Grant } from './store.ts';

const grant: Grant = {
  id: 'g',
  patientId: 'p',
  grantedBy: 'user',
  fhirUser: 'Patient/p',
  clientId: 'app',
  types: ['Patient'],
  scope: 'patient/Patient.read',
  scopeRequested: true,
  createdAt: 0,
};

/** A store whose answers wait until they are let go, and that counts what it is asked. */
function createStore() {
  let isLive = true;
  let asked = 0;
  let held: Promise<void> = Promise.resolve();
  const answer = async <T>(value: () => T): Promise<T> => {
    asked += 1;
    const seen = value();
    await held;
    return seen;
  };
  return {
    asked: () => asked,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    store: {
      findLiveGrant: () => answer(() => (isLive ? grant : undefined)),
      isRevoked: () => answer(() => !isLive),
      withdrawGrants: async () => {
        isLive = false;
      },
      revoke: async () => {
        isLive = false;
      },
    },
  };
}

describe('what a token opens', () => {
  test('is asked once while nothing changes', async () => {
    const { store, asked } = createStore();
    const { findLiveGrant, isRevoked } = rememberAccess(store);
    for (let times = 0; times < 3; times += 1) {
      expect(await findLiveGrant('g', 'j')).toBe(grant);
      expect(await isRevoked('j')).toBe(false);
    }
    expect(asked()).toBe(2);
  });

  test.each([
    [
      'withdrawn',
      (remembered: ReturnType<typeof rememberAccess>) => remembered.withdrawGrants('p', 'app', 0),
    ],
    ['revoked', (remembered: ReturnType<typeof rememberAccess>) => remembered.revoke('g', 0)],
  ])('is gone as soon as it is %s', async (_, end) => {
    const remembered = rememberAccess(createStore().store);
    await remembered.findLiveGrant('g', 'j');
    await remembered.isRevoked('j');
    await end(remembered);
    expect(await remembered.findLiveGrant('g', 'j')).toBeUndefined();
    expect(await remembered.isRevoked('j')).toBe(true);
  });

  test('is not remembered from a look that a change overtook', async () => {
    const { store, hold } = createStore();
    const remembered = rememberAccess(store);
    const letGo = hold();
    const early = remembered.findLiveGrant('g', 'j');
    await remembered.revoke('g', 0);
    letGo();
    await early;
    expect(await remembered.findLiveGrant('g', 'j')).toBeUndefined();
  });

  test('is asked again after everything was forgotten', async () => {
    const { store, asked } = createStore();
    const remembered = rememberAccess(store);
    await remembered.findLiveGrant('g', 'j');
    remembered.forget();
    await remembered.findLiveGrant('g', 'j');
    expect(asked()).toBe(2);
  });
});
