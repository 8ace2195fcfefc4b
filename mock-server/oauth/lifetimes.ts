import type { App } from '../context.ts';
import type { DialectRules } from './dialects.ts';

/** Each rotation starts it anew. The portal documentation names no life of refresh tokens (DEV-18). */
const REFRESH_LIFE_SECONDS = 90 * 24 * 3600;

export interface Lifetimes {
  /** Seconds. */
  readonly accessLife: number;
  /** Seconds; absent when the app gets no refresh token for the scope. */
  readonly refreshLife: number | undefined;
}

/** How long tokens of a grant are good: as the client has it, else as the dialect does. */
export function lifetimesOf(app: App, scope: string, rules: DialectRules): Lifetimes {
  const isRefreshed =
    app.grants.has('refresh_token') &&
    (!rules.refreshNeedsScope || scope.split(' ').includes('offline_access'));
  return {
    accessLife: app.lifetimes?.accessToken ?? rules.tokenLifeSeconds,
    refreshLife: isRefreshed ? (app.lifetimes?.refreshToken ?? REFRESH_LIFE_SECONDS) : undefined,
  };
}
