import { after } from '../awaitable.ts';
import type { Grant, Store } from './store.ts';

type Remembered = Pick<Store, 'findLiveGrant' | 'isRevoked' | 'withdrawGrants' | 'revoke'>;

/** More are in use at once only under load, where starting anew costs least. */
const MOST_KEPT = 10_000;

/**
 * Keeps in memory what is asked with every request and changes hardly ever: that a grant lives, that a token was not
 * revoked. Only for a database that nobody else writes to: a withdrawn consent counts at once (AC-12).
 *
 * @returns `forget` drops everything, for changes that do not come through here
 */
export function rememberAccess(store: Remembered): Remembered & { forget(): void } {
  let kept = { grants: new Map<string, Grant>(), unrevoked: new Set<string>() };
  const forget = () => {
    kept = { grants: new Map(), unrevoked: new Set() };
  };
  /** Forgets before and after: what is read while the change is under way may be of before. */
  const changing = async (change: () => Promise<void>) => {
    forget();
    try {
      await change();
    } finally {
      forget();
    }
  };
  return {
    findLiveGrant(id, jti = '') {
      const { grants } = kept;
      const key = `${id} ${jti}`;
      return (
        grants.get(key) ??
        after(store.findLiveGrant(id, jti), (grant) => {
          if (grants.size >= MOST_KEPT) grants.clear();
          if (grant) grants.set(key, grant);
          return grant;
        })
      );
    },
    isRevoked(jti) {
      const { unrevoked } = kept;
      if (unrevoked.has(jti)) return false;
      return after(store.isRevoked(jti), (isRevoked) => {
        if (unrevoked.size >= MOST_KEPT) unrevoked.clear();
        if (!isRevoked) unrevoked.add(jti);
        return isRevoked;
      });
    },
    withdrawGrants: (...about) => changing(() => store.withdrawGrants(...about)),
    revoke: (...about) => changing(() => store.revoke(...about)),
    forget,
  };
}
