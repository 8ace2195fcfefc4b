import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { basic, clientCredentials, tokenRequest } from '../../runner/oauth.ts';
import { tokenGiven } from '../judge.ts';

export const clientCredentialsGrant: Check = {
  id: 'oauth.token.client-credentials',
  title: 'Client credentials in HTTP Basic and a form body get a token',
  level: 'SHALL',
  requirements: ['CC-1', 'CC-3'],
  clauses: [rfc(6749, '4.4.2'), rfc(6749, '2.3.1'), portal('client credentials, step 1')],
  why: 'Without it no app reads the Provider Directory.',
  fix: 'Accept grant_type in the form body and the client’s id and secret by HTTP Basic.',
  detects: ['token.form-body-not-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    t.judge(...tokenGiven(await t.send(clientCredentials(t.target, client))));
  },
};

export const queryParameters: Check = {
  id: 'oauth.token.query-parameters',
  title: 'Token request parameters are not taken from the query string',
  level: 'SHOULD',
  requirements: ['CC-1', 'AC-8'],
  clauses: [rfc(6749, '4.4.2'), rfc(9700, '4.2'), portal('client credentials, step 1')],
  why: 'URLs are logged; codes and verifiers that stand there can be read by others.',
  fix: 'Document and read the form body; refuse parameters in the query string.',
  detects: ['token.query-parameters-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send(
      tokenRequest(t.target, {
        query: { grant_type: 'client_credentials', scope: client.scope },
        as: client,
      }),
    );
    const given = jsonObjectOf(exchange)?.access_token !== undefined;
    t.expect({
      ok: !given,
      what: 'the documented request with its parameters in the query string',
      expected: 'a refusal',
      received: given ? 'a token' : `HTTP ${exchange.response.status}`,
      deviation: 'DEV-06',
      cost: deviation('DEV-06').cost,
      evidence: [exchange],
    });
    if (!given)
      t.note('The request printed in the portal documentation is refused: an error of the documentation.');
  },
};

export const basicSchemeCase: Check = {
  id: 'oauth.token.basic-scheme-case',
  title: 'The scheme name "basic" is accepted in lower case',
  level: 'SHALL',
  requirements: ['CC-1'],
  clauses: [rfc(9110, '11.1')],
  why: 'HTTP client libraries differ in how they write the scheme.',
  fix: 'Compare the authentication scheme without regard to case.',
  detects: ['token.scheme-case-sensitive'],
  companionOf: ['token.form-body-not-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send({
      ...tokenRequest(t.target, {
        form: { grant_type: 'client_credentials', scope: client.scope },
        headers: { authorization: basic(client, 'basic') },
      }),
    });
    t.judge(...tokenGiven(exchange));
  },
};

export const unknownParameterIgnored: Check = {
  id: 'oauth.token.unknown-parameter-ignored',
  title: 'Unknown parameters, and the documented state, are ignored',
  level: 'SHALL',
  requirements: ['AC-8'],
  clauses: [rfc(6749, '3.2'), portal('authorization code, step 5')],
  why: 'Extensions add parameters; a server that refuses them breaks clients that are right.',
  fix: 'Ignore parameters that are not known.',
  detects: ['token.unknown-parameter-refused'],
  companionOf: ['token.form-body-not-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send(
      clientCredentials(t.target, client, { foo: 'bar', state: t.session.random(8) }),
    );
    t.judge(...tokenGiven(exchange));
  },
};
