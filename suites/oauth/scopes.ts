import type { Target } from '../runner/target.ts';

/** Scopes that name no data. */
const context = new Set([
  'openid',
  'fhirUser',
  'profile',
  'offline_access',
  'online_access',
  'launch/patient',
]);

export interface Scopes {
  /** What is asked for where a check needs a scope to be there. */
  readonly asked: string;
  /** A real part of it, or `undefined` when it has no two scopes that name data. */
  readonly narrow: string | undefined;
}

/** The descriptor's scope, or two resource types that every Patient Access API has. */
export function scopesOf({ oauth }: { readonly oauth: Pick<Target['oauth'], 'scope'> }): Scopes {
  const asked = oauth.scope ?? 'offline_access patient/Coverage.read patient/Observation.read';
  const tokens = asked.split(' ');
  const data = tokens.filter((token) => !context.has(token));
  const last = data.at(-1);
  return {
    asked,
    narrow: data.length < 2 ? undefined : tokens.filter((token) => token !== last).join(' '),
  };
}

/** The same scopes, in any order. */
export function isSameScope(one: string, other: string): boolean {
  const [a, b] = [new Set(one.split(' ')), new Set(other.split(' '))];
  return a.symmetricDifference(b).size === 0;
}
