import { BearerError, type Dialect, type Endpoint } from '../../context.ts';
import {
  bearerErrorReply,
  type FhirError,
  fhirErrorReply,
  Gone,
  InvalidSearch,
  MethodNotAllowed,
  NotFound,
} from '../../fhir/outcomes.ts';
import { dialectRules } from '../../oauth/dialects.ts';
import {
  AccessDenied,
  InteractionRequired,
  InvalidClient,
  InvalidGrant,
  InvalidRequest,
  InvalidScope,
  type OAuthError,
  type OAuthErrorCode,
  UnauthorizedClient,
  UnsupportedGrantType,
  UnsupportedResponseType,
} from '../../oauth/errors.ts';

/** One error as a client sees it. */
export interface ErrorEntry {
  readonly code: string;
  readonly status: number | 'redirect';
  readonly when: string;
  readonly fix: string;
  /** As it is sent; none where the answer is a redirect. */
  readonly body: string | undefined;
}

interface Explained {
  readonly error: OAuthError;
  readonly at: 'token' | 'authorize';
  readonly when: string;
  readonly fix: string;
}

/** Every code of the server; a new one does not compile until it stands here. */
const oauth: Readonly<Record<OAuthErrorCode, Explained>> = {
  invalid_client: {
    error: new InvalidClient('client authentication failed'),
    at: 'token',
    when: 'Client id or secret are wrong, missing, or sent twice.',
    fix: 'Send them by HTTP Basic, as My Applications shows them. A deleted application has neither.',
  },
  invalid_grant: {
    error: new InvalidGrant('the code is not good'),
    at: 'token',
    when: 'The code, its verifier or the refresh token is wrong, used, expired, or of another application.',
    fix: 'Use a code once and at once, with the verifier of its own request; keep the newest refresh token.',
  },
  invalid_request: {
    error: new InvalidRequest('a parameter is missing'),
    at: 'token',
    when: 'A parameter is missing, sent twice, or malformed.',
    fix: 'Compare the request with the walk-through. At the authorization endpoint, send code_challenge with S256.',
  },
  invalid_scope: {
    error: new InvalidScope('the scope is not available'),
    at: 'token',
    when: 'The scope asks for something unknown, or for more than was granted.',
    fix: 'Ask for openid profile/* or for resource types of your products.',
  },
  unauthorized_client: {
    error: new UnauthorizedClient('the client is not registered for this grant'),
    at: 'token',
    when: 'The application has no product that uses this grant.',
    fix: 'Edit the application and select a product of the API.',
  },
  unsupported_grant_type: {
    error: new UnsupportedGrantType('the grant type is not supported'),
    at: 'token',
    when: 'grant_type is none of client_credentials, authorization_code and refresh_token.',
    fix: 'Use one of them.',
  },
  unsupported_response_type: {
    error: new UnsupportedResponseType('the response type is not supported'),
    at: 'authorize',
    when: 'response_type is not code.',
    fix: 'Send response_type=code.',
  },
  access_denied: {
    error: new AccessDenied('the member did not consent'),
    at: 'authorize',
    when: 'The member denied, or ticked nothing.',
    fix: 'Respect it; offer to try again.',
  },
  interaction_required: {
    error: new InteractionRequired('a page would have to be shown'),
    at: 'authorize',
    when: 'The request says prompt=none, and the member has to sign in or to consent.',
    fix: 'Send the member without prompt=none.',
  },
};

export function tokenErrors(dialect: Dialect): readonly ErrorEntry[] {
  return Object.entries(oauth).map(([code, { error, at, when, fix }]) => {
    if (at === 'authorize') return { code, status: 'redirect', when, fix, body: undefined };
    const { status, body } = dialectRules[dialect].tokenError(error, 'authorization_code');
    return { code, status, when, fix, body: JSON.stringify(body, null, 2) };
  });
}

export function fhirErrors(endpoint: Endpoint): readonly ErrorEntry[] {
  const bearer = (error: BearerError, when: string, fix: string): ErrorEntry => {
    const { status, body } = bearerErrorReply(error, endpoint);
    return { code: error.code ?? 'no code', status, when, fix, body: pretty(body) };
  };
  const fhir = (error: FhirError, when: string, fix: string): ErrorEntry => {
    const { status, body } = fhirErrorReply(error);
    return { code: error.code, status, when, fix, body: pretty(body) };
  };
  return [
    bearer(
      new BearerError(401, 'invalid_token', 'Invalid access token'),
      'The token is missing, expired, revoked, or the member has withdrawn consent.',
      'Refresh it, or ask the member again.',
    ),
    bearer(
      new BearerError(403, 'insufficient_scope', 'The token does not cover Coverage.'),
      'The resource type is not among the products of the application or the consent of the member.',
      'Ask only for what was granted.',
    ),
    fhir(
      new InvalidSearch('birthdate', 'soon', 'is not a date'),
      'A search parameter has a value that cannot be read, or an unknown modifier.',
      'The outcome names the parameter.',
    ),
    fhir(
      new NotFound('Patient/1'),
      'The resource does not exist, or is not for this token: the two look the same.',
      'Search instead of guessing ids.',
    ),
    fhir(new MethodNotAllowed('PUT', ['GET']), 'The APIs are for reading.', 'Use GET, or POST to _search.'),
    fhir(new Gone('Practitioner/1'), 'The resource was deleted.', 'Drop it from your copy.'),
  ];
}

function pretty(body: unknown): string {
  return JSON.stringify(JSON.parse(String(body)), null, 2);
}
