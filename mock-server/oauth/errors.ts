/** The error codes of RFC 6749 §4.1.2.1 and §5.2, and of OpenID Connect Core §3.1.2.6, that this server answers with. */
export type OAuthErrorCode =
  | 'access_denied'
  | 'interaction_required'
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

/** The request wants no page to be shown (OpenID Connect Core §3.1.2.6). */
export class InteractionRequired extends OAuthError {
  readonly code = 'interaction_required';
}

/** Client authentication failed. */
export class InvalidClient extends OAuthError {
  readonly code = 'invalid_client';
}

/** So many attempts with a wrong secret that the next one has to wait: status 429 (RFC 6585 §4). */
export class TooManyAttempts extends InvalidClient {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too many attempts with a wrong secret; wait before the next');
    this.retryAfterSeconds = retryAfterSeconds;
  }
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
