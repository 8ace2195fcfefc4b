import { deviation } from '../../deviations.ts';
import { type Check, fhir, portal, rfc } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { challenge, holdsText, INVALID_ACCESS_TOKEN, status } from '../judge.ts';
import { ask, garbled, judgeChallengeError, nothingGiven, withoutToken } from './ask.ts';

const base = { level: 'SHALL', needs: [] } as const;
const requirements = ['AC-11', 'CC-5'];
const why = 'The token is the only proof that a member or the plan allowed the request.';
const fix =
  'Verify the token before anything else; answer 401 with WWW-Authenticate: Bearer error="invalid_token".';

/** A credential that is no access token of this API. */
function refused(
  facts: Pick<Check, 'id' | 'title' | 'clauses' | 'detects' | 'needs'>,
  credential: (t: CheckContext) => Promise<string>,
): Check {
  return {
    ...base,
    ...facts,
    security: true,
    requirements,
    why,
    fix,
    async run(t) {
      const token = await credential(t);
      const url = `${t.target.patientAccess}/Patient`;
      const exchange = await ask(t, url, `Bearer ${token}`);
      t.judge(nothingGiven(exchange), status(exchange, 401));
    },
  };
}

export const bearerChecks: readonly Check[] = [
  {
    ...base,
    id: 'oauth.bearer.missing-token',
    title: 'A request without a token is refused with a Bearer challenge',
    security: true,
    requirements,
    clauses: [rfc(6750, '3'), rfc(6750, '3.1')],
    why,
    fix: 'Answer 401 with WWW-Authenticate: Bearer and no error attribute.',
    detects: ['bearer.token-optional'],
    async run(t) {
      for (const exchange of await withoutToken(t))
        t.judge(nothingGiven(exchange), status(exchange, 401), challenge(exchange, 'Bearer'));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.garbled-token',
    title: 'A garbled token is refused with 401',
    security: true,
    requirements,
    clauses: [rfc(6750, '3.1'), portal('error messages: 401')],
    why,
    fix,
    detects: ['bearer.any-token-accepted'],
    async run(t) {
      for (const exchange of await garbled(t)) t.judge(nothingGiven(exchange), status(exchange, 401));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.garbled-token-challenge',
    title: 'A garbled token is answered with error="invalid_token" in the challenge',
    requirements,
    clauses: [rfc(6750, '3')],
    why: 'Client libraries refresh the token when, and only when, they read this challenge.',
    fix,
    detects: ['bearer.challenge-missing'],
    companionOf: ['bearer.any-token-accepted'],
    async run(t) {
      for (const exchange of await garbled(t)) t.expect(judgeChallengeError(exchange, 'invalid_token'));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.garbled-token-message',
    title: 'A garbled token is answered with "Invalid access token"',
    level: 'SHOULD',
    requirements,
    clauses: [portal('client credentials, step 5')],
    why: 'Developers search the documentation for the message they got.',
    fix: 'Put the documented message into the OperationOutcome’s diagnostics or details.text.',
    detects: ['bearer.other-error-message'],
    companionOf: ['bearer.any-token-accepted'],
    async run(t) {
      for (const exchange of await garbled(t)) {
        t.expect({
          ok: exchange.response.status === 401 && holdsText(jsonObjectOf(exchange), INVALID_ACCESS_TOKEN),
          what: 'message of the refusal',
          where: 'body',
          expected: `401 with the text "${INVALID_ACCESS_TOKEN}"`,
          received: `${exchange.response.status} with ${exchange.response.body.slice(0, 200) || 'an empty body'}`,
          evidence: [exchange],
        });
      }
    },
  },
  {
    ...base,
    id: 'oauth.bearer.garbled-token-outcome',
    title: 'A garbled token is answered with an OperationOutcome',
    level: 'SHOULD',
    requirements,
    clauses: [fhir('http.html#Status-Codes'), portal('error messages: 401')],
    why: 'FHIR clients show the reason that stands in an OperationOutcome, and nothing else.',
    fix: 'Answer with an OperationOutcome, issue code "login".',
    detects: ['bearer.error-body-text'],
    companionOf: ['bearer.any-token-accepted', 'bearer.other-error-message'],
    async run(t) {
      for (const exchange of await garbled(t)) {
        const body = jsonObjectOf(exchange);
        t.expect({
          ok: body?.resourceType === 'OperationOutcome',
          what: 'body of the refusal',
          expected: 'an OperationOutcome',
          received: exchange.response.body.slice(0, 200) || 'an empty body',
          deviation:
            exchange.response.status === 401 && holdsText(body, INVALID_ACCESS_TOKEN) ? 'DEV-26' : undefined,
          cost: deviation('DEV-26').cost,
          evidence: [exchange],
        });
      }
    },
  },
  refused(
    {
      id: 'oauth.bearer.altered-token',
      title: 'A token altered by one character is refused',
      clauses: [rfc(6750, '5.2'), rfc(6750, '3.1')],
      detects: ['bearer.signature-not-verified'],
      needs: ['member client', 'patient access'],
    },
    async (t) => {
      const { accessToken } = await t.session.memberToken();
      const middle = Math.floor(accessToken.length / 2);
      const other = accessToken[middle] === 'A' ? 'B' : 'A';
      return accessToken.slice(0, middle) + other + accessToken.slice(middle + 1);
    },
  ),
  refused(
    {
      id: 'oauth.bearer.code-as-token',
      title: 'An authorization code is refused as access token',
      clauses: [rfc(6749, '4.1.2'), rfc(6750, '3.1')],
      detects: ['bearer.code-accepted'],
      needs: ['member client', 'patient access'],
    },
    async (t) => (await t.session.grant((request) => t.send(request))).code,
  ),
  refused(
    {
      id: 'oauth.bearer.refresh-token-as-token',
      title: 'A refresh token is refused as access token',
      clauses: [rfc(6749, '1.5'), rfc(6750, '3.1')],
      detects: ['bearer.refresh-token-accepted'],
      needs: ['member client', 'patient access'],
    },
    async (t) => {
      const { refreshToken } = await t.session.memberToken();
      if (refreshToken === undefined) throw new NotExercised('the server issues no refresh token');
      return refreshToken;
    },
  ),
  {
    ...base,
    id: 'oauth.bearer.directory-token-on-member-data',
    title: 'A directory token opens no member data',
    security: true,
    requirements: ['CC-4', 'APP-6'],
    clauses: [rfc(9700, '2.3'), rfc(6750, '3.1')],
    why: 'A client-credentials token has no member behind it: no one consented.',
    fix: 'Bind tokens to the API they were issued for; answer 403 "insufficient_scope".',
    detects: ['bearer.api-not-compared'],
    needs: ['directory client', 'patient access'],
    async run(t) {
      const { accessToken } = await t.session.directoryToken();
      for (const type of ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation']) {
        const exchange = await ask(t, `${t.target.patientAccess}/${type}`, `Bearer ${accessToken}`);
        t.judge(nothingGiven(exchange), status(exchange, 403, 401));
      }
    },
  },
];
