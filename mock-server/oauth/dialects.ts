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
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
}

export interface DialectRules {
  /** Parameters of POST requests may stand in the query (DEV-06, DEV-09). */
  readonly queryParameters: boolean;
  /** The token request must repeat the redirect URI of the authorization request (RFC 6749 §4.1.3; DEV-07). */
  readonly redirectUriRequired: boolean;
  /** Authorization responses name the issuer (RFC 9207 §2). */
  readonly issuerInResponse: boolean;
  readonly metadata: boolean;
  /** A token opens no type outside its scope; else the consent alone decides. */
  readonly scopeLimitsTypes: boolean;
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
  issuerInResponse: true,
  metadata: true,
  scopeLimitsTypes: true,
  tokenLifeSeconds: 3600,
  tokenBody: ({ accessToken, refreshToken, patientId, scope }) => ({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: 3600,
    scope,
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
  issuerInResponse: false,
  metadata: false,
  scopeLimitsTypes: false,
  tokenLifeSeconds: 3599,
  // Member order and value types as printed in the portal documentation (AC-10; DEV-01 to DEV-05).
  tokenBody: ({ accessToken, refreshToken, clientId, appName, scope, scopeRequested, issuedAt }) => ({
    token_type: 'BearerToken',
    issued_at: String(issuedAt),
    client_id: clientId,
    access_token: accessToken,
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    application_name: appName,
    scope: scopeRequested ? scope : '',
    ...(refreshToken !== undefined && { refresh_token_issued_at: String(issuedAt) }),
    expires_in: '3599',
  }),
  tokenError(error, grantType) {
    // CC-2 speaks of any invalid client-credentials request; without a known grant type it is taken for one.
    const isMemberGrant = grantType === 'authorization_code' || grantType === 'refresh_token';
    if (isMemberGrant && !(error instanceof InvalidClient)) return standard.tokenError(error, grantType);
    return { status: 401, body: { ErrorCode: 'invalid_client', Error: 'Invalid client credentials' } };
  },
};

export const dialectRules: Readonly<Record<Dialect, DialectRules>> = { documented, standard };
