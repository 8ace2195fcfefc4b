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
    id: 'oauth.authorize.framing-forbidden',
    outcome: 'fail',
    shows: ['neither header', 'neither header'],
    why: 'True: the built-in pages, meant for development, send neither Content-Security-Policy nor X-Frame-Options.',
    clause: 'RFC 9700 §4.16',
  },
  {
    id: 'oauth.authorize.wrong-password',
    outcome: 'fail',
    shows: ['the consent page'],
    why: 'True: the built-in login page signs in whoever is named, with any password.',
    clause: 'RFC 6749 §10.10',
  },
  {
    id: 'oauth.authorize.consent-narrows',
    outcome: 'skip',
    shows: [noPatientAccess],
    why: 'What a narrower consent opens shows at a FHIR API only.',
    clause: 'RFC 6749 §3.3',
  },
  ...[
    ['missing-token', noBase],
    ['garbled-token', noBase],
    ['garbled-token-challenge', noBase],
    ['garbled-token-message', noBase],
    ['garbled-token-outcome', noBase],
    ['altered-token', noPatientAccess],
    ['code-as-token', noPatientAccess],
    ['refresh-token-as-token', noPatientAccess],
    ['directory-token-on-member-data', noPatientAccess],
  ].map(
    ([name = '', reason = '']): Explained => ({
      id: `oauth.bearer.${name}`,
      outcome: 'skip',
      shows: [reason],
      why: whyNoBase,
      clause: 'RFC 6750 §3.1',
    }),
  ),
];

/** What the bearer checks find when oidc-provider’s userinfo endpoint is asked as if it were `Patient`. */
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
];
