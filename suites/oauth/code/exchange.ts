import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { tokenGiven } from '../judge.ts';

export const codeForToken: Check = {
  id: 'oauth.code.exchange',
  title: 'A member’s authorization code is exchanged for a token',
  level: 'SHALL',
  requirements: ['AC-5', 'AC-6', 'AC-7', 'AC-8', 'AC-10'],
  clauses: [rfc(6749, '4.1.3'), rfc(7636, '4.5'), portal('authorization code, steps 2–6')],
  why: 'Without it no app reads a member’s data.',
  fix: 'Accept code, redirect_uri and code_verifier in the form body and the client by HTTP Basic.',
  detects: ['code.exchange-broken'],
  companionOf: ['pkce.challenge-compared-as-base64'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant((request) => t.send(request));
    t.judge(...tokenGiven(await t.send(codeExchange(t.target, grant))));
  },
};

export const redirectUriRequired: Check = {
  id: 'oauth.code.redirect-uri-required',
  title: 'A code asked for with a redirect_uri is not redeemed without it',
  level: 'SHOULD',
  requirements: ['AC-8'],
  clauses: [rfc(6749, '4.1.3'), portal('authorization code, step 5')],
  why: 'It binds the code to the place it was sent to; PKCE does so by other means, which is why OAuth 2.1 drops it.',
  fix: 'Require redirect_uri in the token request when it stood in the authorization request.',
  detects: ['code.redirect-uri-optional'],
  companionOf: ['code.redirect-uri-not-compared'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant((request) => t.send(request));
    const exchange = await t.send(codeExchange(t.target, grant, { redirect_uri: undefined }));
    const given = jsonObjectOf(exchange)?.access_token !== undefined;
    t.expect({
      ok: !given,
      what: 'the documented request, which has no redirect_uri',
      expected: '400 invalid_request or invalid_grant',
      received: given ? 'a token' : `HTTP ${exchange.response.status}`,
      deviation: 'DEV-07',
      cost: deviation('DEV-07').cost,
      evidence: [exchange],
    });
  },
};
