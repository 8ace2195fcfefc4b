import type { Outcome } from '../../suites/runner/result.ts';

/** A check that oidc-provider, so configured, does not pass. */
export interface Explained {
  readonly id: string;
  readonly outcome: Outcome;
  /** What the findings that are not ok received, or the reason of a skip. */
  readonly shows: readonly string[];
  readonly why: string;
  readonly clause: string;
}

const noBase = 'the target descriptor gives no protected FHIR base';
const noPatientAccess = 'the target descriptor gives no patientAccess';
const whyNoBase = 'An authorization server alone has no FHIR API to carry the token to.';

const noChoice = 'the consent page offers no choice of data';
const whyNoChoice = 'The built-in consent page lists scopes and has one button.';
const oneScope = 'oauth.scope names no two scopes of data to choose from';
const onlyUnderSmart = 'asked for by the rulesets cms-2026, cms-2027 only';

function skipped(why: string, clause: string, reason: string, ids: readonly string[]): Explained[] {
  return ids.map((id) => ({ id: `oauth.${id}`, outcome: 'skip', shows: [reason], why, clause }));
}

function omitted(why: string, clause: string, reason: string, ids: readonly string[]): Explained[] {
  return ids.map((id) => ({ id: `oauth.${id}`, outcome: 'omit', shows: [reason], why, clause }));
}

/** All that the oauth suite has to say against oidc-provider 9. */
export const explained: readonly Explained[] = [
  {
    id: 'oauth.token.wrong-secret-message',
    outcome: 'fail',
    shows: ['401 with {"error":"invalid_client","error_description":"client authentication failed"}'],
    why: 'True, and a warning: the wording is the portal’s own, which no other server is bound to.',
    clause: 'Portal documentation, client credentials, step 2',
  },
  {
    id: 'oauth.token.grant-unauthorized',
    outcome: 'fail',
    shows: ['invalid_request', 'invalid_request'],
    why: 'True: nothing is given, but the code is not the one that the RFC has for a grant the client may not use.',
    clause: 'RFC 6749 §5.2, unauthorized_client',
  },
  {
    id: 'oauth.token.scope-invalid',
    outcome: 'fail',
    shows: ['absent, which means as asked'],
    why: 'True: the unknown scope is left out of the grant, and the response does not say so.',
    clause: 'RFC 6749 §5.1, scope is REQUIRED if it differs from the request',
  },
  {
    id: 'oauth.authorize.post-form',
    outcome: 'fail',
    shows: ['the server stayed on a page (HTTP 404)'],
    why: 'True, and no more than information: POST is optional, and off by default.',
    clause: 'RFC 6749 §3.1',
  },
  {
    id: 'oauth.authorize.scope-omitted',
    outcome: 'fail',
    shows: ['error=access_denied'],
    why: 'True: without scope there is neither a default nor invalid_scope; the app reads that the member refused.',
    clause: 'RFC 6749 §3.3',
  },
  {
    id: 'oauth.authorize.framing-forbidden',
    outcome: 'fail',
    shows: ['neither header', 'neither header'],
    why: 'True: the built-in pages, meant for development, send neither Content-Security-Policy nor X-Frame-Options.',
    clause: 'RFC 9700 §4.16',
  },
  {
    id: 'oauth.authorize.referrer-policy',
    outcome: 'fail',
    shows: ['no such header', 'no such header'],
    why: 'True, and a warning: the built-in pages set no referrer policy.',
    clause: 'RFC 9700 §4.2.4',
  },
  {
    id: 'oauth.authorize.wrong-password',
    outcome: 'fail',
    shows: ['the consent page'],
    why: 'True: the built-in login page signs in whoever is named, with any password.',
    clause: 'RFC 6749 §10.10',
  },
  {
    id: 'oauth.code.burned-on-failure',
    outcome: 'fail',
    shows: ['usable'],
    why: 'True, and no more than information: the verifier is compared before the code is used up.',
    clause: 'RFC 9700 §4.2.4',
  },
  ...skipped(whyNoBase, 'RFC 6750 §3.1', noPatientAccess, [
    'authorize.consent-narrows',
    'authorize.consent-withdrawn',
    'code.replay-ends-tokens',
    'refresh.new-token-works',
    'bearer.header',
    'bearer.scheme-case',
    'bearer.documented-scheme-refused',
    'bearer.private-cache',
    'bearer.insufficient-scope',
    'bearer.altered-token',
    'bearer.code-as-token',
    'bearer.refresh-token-as-token',
    'bearer.directory-token-on-member-data',
    'bearer.query-token',
    'bearer.two-places',
    'bearer.malformed',
    'bearer.expired-token',
  ]),
  ...skipped(whyNoBase, 'RFC 6750 §3.1', noBase, [
    'bearer.missing-token',
    'bearer.missing-token-without-error',
    'bearer.garbled-token',
    'bearer.garbled-token-challenge',
    'bearer.garbled-token-message',
    'bearer.garbled-token-outcome',
    'bearer.refusal-is-json',
  ]),
  ...skipped(whyNoChoice, 'RFC 6749 §3.3', noChoice, [
    'authorize.consent-to-nothing',
    'response.scope-when-narrowed',
  ]),
  ...skipped('The test asks for openid alone.', 'RFC 6749 §6', oneScope, [
    'refresh.scope-narrow',
    'refresh.scope-widen-refused',
  ]),
  ...skipped(
    'No browser app is registered.',
    'Fetch §3.3',
    'the target descriptor gives no oauth.corsOrigin',
    ['token.cross-origin'],
  ),
  ...skipped(
    'Codes live for a minute, which the test does not wait.',
    'RFC 6749 §4.1.2',
    '3660 seconds must pass: --wait-expiry lets them; else give the target a control plane, clients.member.lifetime or expiredToken',
    ['code.expired-refused'],
  ),
  ...skipped(
    'The test does not allow what could lock a client.',
    'RFC 6749 §2.3.1',
    'it could lock an account or an address out: --intrusive, or "intrusive: true" in the target, allows it',
    ['token.guessing-throttled'],
  ),
  ...omitted(
    'The test serves plain HTTP on the loopback address.',
    'RFC 6749 §3.2',
    'the target is on this machine',
    ['token.plain-http-refused'],
  ),
  ...omitted('The member is the portal’s own.', 'Portal documentation, step 6', 'no response has issued_at', [
    'response.issued-at',
  ]),
  ...omitted('The member is the portal’s own.', 'Portal documentation, step 6', 'no response has client_id', [
    'response.client-id-echo',
  ]),
  ...omitted(
    'Confidential clients keep their refresh token for most of its life, as they may.',
    'RFC 9700 §2.2.2',
    'the server does not rotate refresh tokens of this client',
    ['refresh.reuse-refused', 'refresh.reuse-ends-family'],
  ),
  ...omitted('The portal documentation does not ask for SMART.', '45 CFR 170.215(c)', onlyUnderSmart, [
    'authorize.wrong-audience',
    'response.pragma',
    'response.patient-context',
    'refresh.members',
    'introspect.authentication-required',
    'introspect.active-token',
    'introspect.inactive-token',
    'discovery.server-metadata',
    'discovery.smart-configuration',
    'revoke.access-token',
    'revoke.refresh-token',
    'revoke.cascade',
    'revoke.unknown-token',
    'revoke.other-client',
  ]),
];

/** What the checks that use a token find when its userinfo endpoint is asked as if it were `Patient`, with SMART. */
export const explainedOfUserinfo: readonly Explained[] = [
  {
    id: 'oauth.bearer.garbled-token-message',
    outcome: 'fail',
    shows: ['401 with {"error":"invalid_token","error_description":"invalid token provided"}'],
    why: 'True, and a warning: the wording is the portal’s own.',
    clause: 'Portal documentation, client credentials, step 5',
  },
  {
    id: 'oauth.bearer.garbled-token-outcome',
    outcome: 'fail',
    shows: ['{"error":"invalid_token","error_description":"invalid token provided"}'],
    why: 'True, and a warning: userinfo is no FHIR endpoint and answers errors as RFC 6749 does.',
    clause: 'FHIR R4 http.html#Status-Codes',
  },
  {
    id: 'oauth.response.pragma',
    outcome: 'fail',
    shows: ['no such header', 'no such header'],
    why: 'True: version 9 dropped the header, as OAuth 2.1 does; SMART 2.0.0 still asks for it.',
    clause: 'SMART App Launch 2.0.0, obtain access token',
  },
  {
    id: 'oauth.response.patient-context',
    outcome: 'fail',
    shows: ['absent'],
    why: 'True: an OpenID provider knows no patients.',
    clause: 'SMART App Launch 2.0.0, launch context',
  },
  {
    id: 'oauth.discovery.smart-configuration',
    outcome: 'fail',
    shows: ['HTTP 404'],
    why: 'True: an OpenID provider publishes no SMART configuration.',
    clause: 'SMART App Launch 2.0.0, using well-known',
  },
  ...explained.filter(({ outcome, shows: [reason] }) =>
    outcome === 'skip'
      ? reason === noChoice || reason === oneScope
      : outcome === 'omit' && reason !== onlyUnderSmart,
  ),
  ...skipped(whyNoChoice, 'RFC 6750 §3.1', noChoice, ['bearer.insufficient-scope']),
  ...skipped(
    'Tokens live for an hour, which the test does not wait.',
    'RFC 6750 §3.1',
    '3660 seconds must pass: --wait-expiry lets them; else give the target a control plane, clients.member.lifetime or expiredToken',
    ['bearer.expired-token'],
  ),
];
