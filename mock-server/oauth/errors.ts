/** The error codes of RFC 6749 §4.1.2.1 and §5.2 that this server answers with. */
export type OAuthErrorCode =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/**
 * An OAuth error as the client sees it. The description is for developers: printable ASCII without `"` and `\`
 * (RFC 6749 §A.8), and never anything the client sent.
 */
export abstract class OAuthError extends Error {
  abstract readonly code: OAuthErrorCode;
}

export class AccessDenied extends OAuthError {
  readonly code = 'access_denied';
}

/** Client authentication failed. */
export class InvalidClient extends OAuthError {
  readonly code = 'invalid_client';
}

/** The code, verifier or refresh token is not good, or not this client's. */
export class InvalidGrant extends OAuthError {
  readonly code = 'invalid_grant';
}

export class InvalidRequest extends OAuthError {
  readonly code = 'invalid_request';
}

export class InvalidScope extends OAuthError {
  readonly code = 'invalid_scope';
}

/** The client is known but not registered for this grant. */
export class UnauthorizedClient extends OAuthError {
  readonly code = 'unauthorized_client';
}

export class UnsupportedGrantType extends OAuthError {
  readonly code = 'unsupported_grant_type';
}

export class UnsupportedResponseType extends OAuthError {
  readonly code = 'unsupported_response_type';
}

/**
 * The client or its redirect URI could not be established: the member sees a page, and nothing is sent anywhere
 * (RFC 6749 §4.1.2.1).
 */
export class UntrustedRedirect extends Error {}
