import { describe, expect, test } from 'vitest';
import { checks } from '../index.ts';

interface Row {
  readonly behaviour: string;
  /** Ids of the checks that judge it; below `oauth.` without it. */
  readonly checks: readonly string[];
  /** Why a behaviour has no check of its own. */
  readonly merged?: string;
  /** `!`: nothing may be given. */
  readonly security?: true;
}

const row = (text: string, ...ids: readonly string[]): Row => {
  const [behaviour = '', mark] = text.split(' ');
  return {
    behaviour,
    checks: ids.map((id) => (id.includes('..') ? id.slice(2) : `oauth.${id}`)),
    ...(mark && { security: true }),
  };
};
const merged = (text: string, why: string, ...ids: readonly string[]): Row => ({
  ...row(text, ...ids),
  merged: why,
});

const sameFault =
  'It is a finding of the check of the refusal: as a check of its own it would report the same fault twice.';

/** What the suite has to judge: every behaviour has a check, or is named in one. */
const rows: readonly Row[] = [
  // The token endpoint and how clients authenticate.
  row('token-basic-ok', 'token.client-credentials'),
  row('token-post-secret', 'token.secret-in-form-body'),
  row('token-query-grant', 'token.query-parameters'),
  row('token-query-secret-refused !', 'token.secret-in-query-refused'),
  row('token-get-refused !', 'token.get-refused'),
  row('token-wrong-secret !', 'token.wrong-secret-refused'),
  row('token-wrong-secret-message', 'token.wrong-secret-message'),
  merged('token-wrong-secret-error-code', sameFault, 'token.wrong-secret-refused'),
  row('token-wrong-secret-challenge', 'token.wrong-secret-challenge'),
  row('token-unknown-client !', 'token.unknown-client-refused', 'token.unknown-client-indistinguishable'),
  row('token-no-auth !', 'token.no-credentials-refused'),
  row('token-two-auth-methods', 'token.two-methods-refused'),
  row('token-basic-malformed', 'token.basic-malformed'),
  row('token-basic-urlencoded', 'token.basic-form-encoded'),
  row('token-basic-scheme-case', 'token.basic-scheme-case'),
  row('token-grant-missing', 'token.grant-type-missing'),
  row('token-grant-unknown', 'token.grant-type-unknown'),
  row('token-grant-password-refused !', 'token.password-grant-refused'),
  row('token-grant-unauthorized !', 'token.grant-unauthorized'),
  row('token-dup-param', 'token.repeated-parameter-refused'),
  row('token-empty-param', 'token.empty-parameter-ignored'),
  row('token-unknown-param', 'token.unknown-parameter-ignored'),
  row('token-json-body', 'token.json-body-refused'),
  row('token-charset-suffix', 'token.charset-parameter'),
  row('token-large-body', 'token.large-body-refused'),
  row('token-cors', 'token.cross-origin'),
  row('token-tls-only !', 'token.plain-http-refused'),
  row('token-throttle', 'token.guessing-throttled'),
  // What client credentials give.
  row('res-content-type', 'response.content-type'),
  row('res-no-store', 'response.no-store'),
  row('res-pragma', 'response.pragma'),
  row('res-access-token', 'response.access-token'),
  row('res-token-type', 'response.token-type'),
  row('res-expires-in-present', 'response.expires-in-present'),
  row('res-expires-in-number', 'response.expires-in'),
  row('res-expires-in-sane', 'response.expires-in-sane'),
  merged(
    'res-expires-in-true !',
    'One token, tried after its time, answers this and whether an expired token is refused.',
    'bearer.expired-token',
  ),
  row('res-scope-present', 'response.scope-when-narrowed'),
  row('res-scope-grammar', 'response.scope'),
  row('res-issued-at', 'response.issued-at'),
  row('res-client-id-echo', 'response.client-id-echo'),
  row('cc-no-refresh', 'response.no-refresh-for-clients'),
  row('cc-unique-token', 'response.access-token-unique', 'response.access-token'),
  row('cc-scope-invalid', 'token.scope-invalid'),
  row('cc-no-member-data !', 'bearer.directory-token-on-member-data'),
  row('cc-error-body-shape', 'token.error-body'),
  row('cc-error-no-store', 'token.error-no-store'),
  // The authorization request.
  row('auz-get', 'authorize.get'),
  row('auz-post-form', 'authorize.post-form'),
  row('auz-post-query', 'authorize.post-query'),
  merged(
    'auz-code-state',
    'A state that is hard to carry shows what an easy one does.',
    'authorize.state-bytes',
  ),
  row('auz-state-bytes', 'authorize.state-bytes'),
  row('auz-state-absent', 'authorize.state-absent'),
  row('auz-redirect-303 !', 'authorize.redirect-status'),
  row('auz-response-type-missing', 'authorize.response-type-missing'),
  row('auz-response-type-token !', 'authorize.implicit-refused'),
  merged(
    'auz-client-missing !',
    'Both ask whether an error goes to an address that nobody vouches for.',
    'authorize.unknown-client',
  ),
  row('auz-client-unknown !', 'authorize.unknown-client'),
  row('auz-redirect-unregistered !', 'authorize.unregistered-redirect'),
  row('auz-redirect-prefix !', 'authorize.redirect-variants'),
  row('auz-redirect-loopback-port', 'authorize.loopback-port'),
  merged(
    'auz-redirect-fragment',
    'How apps are registered is the portal’s; here a request with a fragment must not be redirected.',
    'authorize.redirect-variants',
  ),
  row('auz-redirect-query-kept', 'authorize.redirect-query-kept'),
  row('auz-redirect-omitted', 'authorize.redirect-omitted'),
  row('auz-scope-invalid', 'authorize.scope-invalid'),
  row('auz-scope-omitted', 'authorize.scope-omitted'),
  row('auz-unknown-param', 'authorize.unknown-parameter-ignored'),
  row('auz-dup-param', 'authorize.repeated-parameter-refused'),
  row('auz-aud-wrong !', 'authorize.wrong-audience'),
  row('auz-iss', 'authorize.issuer'),
  row('auz-denied', 'authorize.denied'),
  row('auz-error-charset', 'authorize.error-charset'),
  row('auz-frame !', 'authorize.framing-forbidden'),
  row('auz-referrer', 'authorize.referrer-policy'),
  row('auz-login-csrf !', 'authorize.forged-form-refused'),
  row('auz-xss !', 'authorize.markup-escaped'),
  // Login and consent.
  row('con-login-wrong', 'authorize.wrong-password'),
  row('con-shown', 'authorize.consent-names-app'),
  row('con-narrow !', 'authorize.consent-narrows'),
  row('con-none', 'authorize.consent-to-nothing'),
  row('con-revoke !', 'authorize.consent-withdrawn'),
  merged(
    'con-member-bound !',
    'Isolation of members is judged where the data is.',
    '..patient-access.isolation.read',
  ),
  // PKCE.
  row('pkce-vector', 'pkce.appendix-b-vector'),
  row('pkce-wrong !', 'pkce.wrong-verifier'),
  row('pkce-missing-verifier !', 'pkce.missing-verifier'),
  row('pkce-blank-verifier !', 'pkce.blank-verifier'),
  row('pkce-verifier-is-challenge !', 'pkce.challenge-as-verifier'),
  row('pkce-downgrade !', 'pkce.downgrade-refused'),
  row('pkce-required !', 'pkce.challenge-missing'),
  row('pkce-plain !', 'pkce.plain-refused'),
  row('pkce-method-omitted !', 'pkce.method-missing'),
  row('pkce-method-unknown', 'pkce.method-unknown'),
  row('pkce-challenge-length', 'pkce.challenge-malformed'),
  row('pkce-verifier-length', 'pkce.verifier-bounds-accepted', 'pkce.verifier-out-of-bounds-refused'),
  row('pkce-verifier-charset', 'pkce.verifier-characters'),
  row('pkce-padded-challenge', 'pkce.padded-challenge-refused'),
  row('pkce-code-binding !', 'pkce.verifier-of-another-request'),
  row('pkce-metadata', 'pkce.methods-advertised'),
  // The exchange of the code.
  row('code-ok', 'code.exchange'),
  row('code-query', 'code.query-parameters'),
  row('code-invalid !', 'code.random-code-refused'),
  row('code-replay !', 'code.replay-refused'),
  row('code-replay-revokes', 'code.replay-ends-tokens'),
  row('code-replay-race !', 'code.replay-race'),
  row('code-other-client !', 'code.other-client-refused'),
  row('code-redirect-mismatch !', 'code.redirect-mismatch-refused'),
  row('code-redirect-omitted', 'code.redirect-uri-required'),
  row('code-expired !', 'code.expired-refused'),
  row('code-burned-on-failure', 'code.burned-on-failure'),
  row('code-secret-required !', 'code.secret-required'),
  row('code-refresh-present', 'response.refresh-token'),
  row('code-patient-context', 'response.patient-context'),
  // Refresh.
  row('ref-ok', 'refresh.grant', 'refresh.members'),
  row('ref-new-token-works', 'refresh.new-token-works'),
  row('ref-bogus !', 'refresh.random-token-refused'),
  row('ref-other-client !', 'refresh.other-client-refused'),
  row('ref-no-auth !', 'refresh.secret-required'),
  row('ref-scope-same', 'refresh.scope-same'),
  row('ref-scope-narrow', 'refresh.scope-narrow'),
  row('ref-scope-widen !', 'refresh.scope-widen-refused'),
  row('ref-rotation-reuse !', 'refresh.reuse-refused', 'refresh.reuse-ends-family'),
  row('ref-public-rotation !', 'refresh.public-client-rotates'),
  row('ref-access-as-refresh !', 'refresh.access-token-refused'),
  row('ref-rotation-race', 'refresh.parallel'),
  // The token at the FHIR endpoint.
  row('brr-header', 'bearer.header'),
  row('brr-scheme-case', 'bearer.scheme-case'),
  row('brr-scheme-documented', 'bearer.documented-scheme-refused'),
  row('brr-none !', 'bearer.missing-token', 'bearer.missing-token-without-error'),
  row('brr-invalid !', 'bearer.garbled-token', 'bearer.altered-token'),
  row('brr-invalid-message', 'bearer.garbled-token-message'),
  row('brr-invalid-challenge', 'bearer.garbled-token-challenge'),
  row('brr-expired !', 'bearer.expired-token'),
  merged(
    'brr-scope !',
    'That nothing is given is judged with the consent, the form of the refusal by itself.',
    'authorize.consent-narrows',
    'bearer.insufficient-scope',
  ),
  row('brr-query', 'bearer.query-token'),
  row('brr-two-ways', 'bearer.two-places'),
  row('brr-malformed', 'bearer.malformed'),
  row('brr-refresh-as-access !', 'bearer.refresh-token-as-token'),
  row('brr-code-as-access !', 'bearer.code-as-token'),
  merged(
    'brr-cross-api !',
    'Of the two directions one is a breach; a member token may read the directory.',
    'bearer.directory-token-on-member-data',
  ),
  row('brr-operationoutcome', 'bearer.garbled-token-outcome', 'bearer.refusal-is-json'),
  row('brr-cache-private', 'bearer.private-cache'),
  // Revocation, introspection, discovery.
  row('rev-access !', 'revoke.access-token'),
  row('rev-refresh-cascade', 'revoke.refresh-token', 'revoke.cascade'),
  row('rev-unknown', 'revoke.unknown-token'),
  row('rev-other-client !', 'revoke.other-client'),
  row('int-auth !', 'introspect.authentication-required'),
  row('int-active', 'introspect.active-token'),
  row('int-inactive', 'introspect.inactive-token'),
  row('disc-as-metadata', 'discovery.server-metadata'),
  row('disc-smart', 'discovery.smart-configuration'),
  row('disc-truth', 'discovery.truth'),
];

const byId = new Map(checks.map((check) => [check.id, check]));

describe('the checklist of OAuth', () => {
  test('has 151 behaviours, each once', () => {
    expect(rows).toHaveLength(151);
    expect(new Set(rows.map(({ behaviour }) => behaviour)).size).toBe(151);
  });

  test.each(rows)('$behaviour is judged', ({ checks: ids, security }) => {
    const found = ids.map((id) => byId.get(id));
    expect(ids.filter((id) => !byId.has(id))).toEqual([]);
    if (security) expect(found.some((check) => check?.security)).toBe(true);
  });

  test('holds every check of the suite', () => {
    const judged = new Set(rows.flatMap(({ checks: ids }) => ids));
    expect(checks.filter(({ id }) => id.startsWith('oauth.') && !judged.has(id)).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
