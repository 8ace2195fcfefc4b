import type { Dialect } from '../context.ts';
import type { OAuthError } from './errors.ts';
import { InvalidClient } from './errors.ts';

/** What was issued, before a dialect gives it its form. */
export interface Issued {
  readonly accessToken: string;
  /** Absent for client credentials. */
  readonly refreshToken: string | undefined;
  readonly patientId: string | undefined;
  readonly clientId: string;
  readonly appName: string;
  readonly scope: string;
  readonly scopeRequested: boolean;
  /** Seconds. */
  readonly life: number;
  /** Of a grant with the scope `openid`. */
  readonly idToken?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
}

export interface DialectRules {
  /** Parameters of POST requests may stand in the query (DEV-06, DEV-09). */
  readonly queryParameters: boolean;
  /** The token request must repeat the redirect URI of the authorization request (RFC 6749 §4.1.3; DEV-07). */
  readonly redirectUriRequired: boolean;
  /** Metadata and SMART configuration are published. */
  readonly metadata: boolean;
  /** `openid` brings an id_token; the printed response of the portal documentation has none (AC-10). */
  readonly idToken: boolean;
  /** `aud` has to be a FHIR base of this server (SMART App Launch 2.0.0; DEV-17). */
  readonly audienceChecked: boolean;
  /** A refresh token needs the scope `offline_access` (SMART App Launch 2.0.0); else it always comes (AC-13). */
  readonly refreshNeedsScope: boolean;
  /** A token opens no type outside its scope; else the consent alone decides. */
  readonly scopeLimitsTypes: boolean;
  /** Where the client has no life of its own. */
  readonly tokenLifeSeconds: number;
  tokenBody(issued: Issued): Record<string, unknown>;
  /** Status and body of a refused token request; `grantType` as sent. */
  tokenError(
    error: OAuthError,
    grantType: string | undefined,
  ): { status: number; body: Record<string, string> };
}

const standard: DialectRules = {
  queryParameters: false,
  redirectUriRequired: true,
  metadata: true,
  idToken: true,
  audienceChecked: true,
  refreshNeedsScope: true,
  scopeLimitsTypes: true,
  tokenLifeSeconds: 3600,
  tokenBody: ({ accessToken, refreshToken, idToken, patientId, scope, life }) => ({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: life,
    scope,
    ...(idToken !== undefined && { id_token: idToken }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(patientId !== undefined && { patient: patientId }),
  }),
  tokenError: (error) => ({
    status: error instanceof InvalidClient ? 401 : 400,
    body: { error: error.code, error_description: error.message },
  }),
};

const documented: DialectRules = {
  queryParameters: true,
  redirectUriRequired: false,
  metadata: false,
  idToken: false,
  audienceChecked: false,
  refreshNeedsScope: false,
  scopeLimitsTypes: false,
  tokenLifeSeconds: 3599,
  // Member order and value types as printed in the portal documentation (AC-10; DEV-01 to DEV-05).
  tokenBody: ({ accessToken, refreshToken, clientId, appName, scope, scopeRequested, issuedAt, life }) => ({
    token_type: 'BearerToken',
    issued_at: String(issuedAt),
    client_id: clientId,
    access_token: accessToken,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    application_name: appName,
    scope: scopeRequested ? scope : '',
    ...(refreshToken !== undefined && { refresh_token_issued_at: String(issuedAt) }),
    expires_in: String(life),
  }),
  tokenError(error, grantType) {
    // CC-2 speaks of any invalid client-credentials request; without a known grant type it is taken for one.
    const isMemberGrant = grantType === 'authorization_code' || grantType === 'refresh_token';
    if (isMemberGrant && !(error instanceof InvalidClient)) return standard.tokenError(error, grantType);
    return { status: 401, body: { ErrorCode: 'invalid_client', Error: 'Invalid client credentials' } };
  },
};

export const dialectRules: Readonly<Record<Dialect, DialectRules>> = { documented, standard };
