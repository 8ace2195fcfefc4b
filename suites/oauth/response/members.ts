import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc, smartLaunch } from '../../runner/check.ts';
import { onResponses, show } from './row.ts';

const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

export const responseMembers: readonly Check[] = [
  onResponses({
    id: 'token-type',
    title: 'token_type is Bearer',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1'), rfc(6749, '7.1'), rfc(6750, '4'), portal('authorization code, step 6')],
    why: 'A client must not use a token whose type it does not know; stock libraries stop here.',
    fix: 'Send "token_type": "Bearer".',
    detects: ['response.token-type-unknown'],
    judge: ({ body }) => ({
      ok: typeof body.token_type === 'string' && body.token_type.toLowerCase() === 'bearer',
      what: 'token type',
      where: 'member "token_type"',
      expected: '"Bearer", in any case',
      received: show(body.token_type),
      deviation: body.token_type === 'BearerToken' ? 'DEV-01' : undefined,
      cost: deviation('DEV-01').cost,
    }),
  }),
  onResponses({
    id: 'scope',
    title: 'scope, when present, is one or more scope tokens',
    level: 'SHALL',
    requirements: ['AC-10'],
    clauses: [rfc(6749, '3.3'), rfc(6749, '5.1'), rfc(6749, 'A.4'), portal('authorization code, step 6')],
    why: 'The member may have granted less than was asked; only scope tells the app.',
    fix: 'List what was granted, space-separated; leave the member out only when it equals the request.',
    detects: ['response.scope-empty-though-requested'],
    judge: ({ body: { scope } }, t, grant) => {
      const requested = grant === 'directory' ? t.target.clients.directory?.scope : t.target.oauth.scope;
      // Nothing asked for and nothing listed: an empty scope has no other form (Appendix A.4).
      if (scope === undefined && requested === undefined) return undefined;
      return {
        ok: scope === undefined || (typeof scope === 'string' && scopeToken.test(scope)),
        what: 'granted scope',
        where: 'member "scope"',
        expected: 'scope tokens separated by single spaces',
        received: show(scope),
        deviation: scope === '' && requested === undefined ? 'DEV-03' : undefined,
        cost: deviation('DEV-03').cost,
      };
    },
  }),
  onResponses({
    id: 'access-token',
    title: 'access_token has the characters and length of a bearer token',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6750, '2.1'), rfc(6749, '10.10')],
    why: 'Other characters cannot be sent in the Authorization header; a short token can be guessed.',
    fix: 'Issue at least 128 random or sealed bits in base64url.',
    detects: ['response.access-token-guessable'],
    judge: ({ accessToken }) => ({
      ok: /^[A-Za-z0-9\-._~+/]{22,}=*$/.test(accessToken),
      what: 'access token',
      where: 'member "access_token"',
      expected: 'at least 22 characters of b64token',
      received: `${accessToken.length} characters`,
    }),
  }),
  onResponses({
    id: 'patient-context',
    title: 'A token of a member names the patient',
    level: 'SHALL',
    under: 'smart',
    grants: ['member'],
    requirements: [],
    clauses: [smartLaunch('launch-context-arrives-with-your-access_token')],
    why: 'An app learns from it whose record it may read.',
    fix: 'Send "patient" with the id of the member’s Patient.',
    detects: ['response.patient-missing'],
    judge: ({ body: { patient } }, t) => {
      const known = t.session.member().patientId;
      return {
        ok: typeof patient === 'string' && (known === undefined || patient === known),
        what: 'patient in context',
        where: 'member "patient"',
        expected: known ?? 'the id of a Patient',
        received: show(patient),
      };
    },
  }),
  onResponses({
    id: 'refresh-token',
    title: 'The member flow gives a refresh token',
    level: 'SHOULD',
    grants: ['member'],
    requirements: ['AC-10', 'AC-13'],
    clauses: [portal('authorization code, step 6')],
    why: 'Without it a member must sign in every hour.',
    fix: 'Issue refresh_token with the authorization-code grant.',
    detects: ['response.refresh-token-missing'],
    judge: ({ refreshToken }, t) => ({
      ok: refreshToken !== undefined,
      what: 'refresh token',
      where: 'member "refresh_token"',
      expected: 'a text',
      received: refreshToken === undefined ? 'absent' : 'a text',
      ...(t.target.oauth.scope && !t.target.oauth.scope.includes('offline_access')
        ? { cost: 'No refresh without offline_access may be meant: ask for it in oauth.scope.' }
        : {}),
    }),
  }),
  onResponses({
    id: 'no-refresh-for-clients',
    title: 'Client credentials give no refresh token',
    level: 'SHOULD',
    grants: ['directory'],
    requirements: ['CC-3'],
    clauses: [rfc(6749, '4.4.3')],
    why: 'A client that has a secret needs none; it is one more secret to lose.',
    fix: 'Issue refresh_token with the authorization-code grant only.',
    detects: ['response.refresh-token-for-clients'],
    judge: ({ refreshToken }) => ({
      ok: refreshToken === undefined,
      what: 'refresh token',
      where: 'member "refresh_token"',
      expected: 'absent',
      received: refreshToken === undefined ? 'absent' : 'a text',
    }),
  }),
];
