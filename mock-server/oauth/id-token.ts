import type { Endpoint } from '../context.ts';
import type { Grant } from '../store/store.ts';
import { sign } from './secrets.ts';
import { signingKeyOf } from './signing-key.ts';

const LIFE_SECONDS = 3600;

export interface IdTokenOptions {
  readonly grant: Grant;
  /** As granted. */
  readonly scope: string;
  readonly nonce: string | undefined;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
}

/**
 * Who signed in, for the app (OpenID Connect Core §2; SMART App Launch 2.0.0, scopes for requesting identity data):
 * an ES256 JWT.
 */
export async function createIdToken(
  { grant, scope, nonce, issuedAt }: IdTokenOptions,
  endpoint: Endpoint,
): Promise<string> {
  const { SignJWT } = await import('jose');
  const { privateKey, publicJwk } = await signingKeyOf(endpoint.core.key);
  const now = Math.floor(issuedAt / 1000);
  const claims = {
    ...(nonce !== undefined && { nonce }),
    ...(scope.split(' ').includes('fhirUser') && { fhirUser: fhirUserUrl(grant, endpoint) }),
  };
  return await new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: publicJwk.kid ?? '' })
    .setIssuer(endpoint.publicUrl)
    .setSubject(subjectOf(grant, endpoint))
    .setAudience(grant.clientId)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .sign(privateKey);
}

/** Names a person the same way to every app, for good, without telling the user name. */
export function subjectOf({ grantedBy }: Pick<Grant, 'grantedBy'>, { core }: Endpoint): string {
  return sign(core.key, 'subject', grantedBy);
}

export function fhirUserUrl({ fhirUser }: Pick<Grant, 'fhirUser'>, { publicUrl }: Endpoint): string {
  return `${publicUrl}/ghp/fhir4/v1/${fhirUser}`;
}
