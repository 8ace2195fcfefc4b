import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { codeExchange, tokenRequest } from '../../runner/oauth.ts';

const facts = {
  level: 'SHOULD',
  why: 'URLs are logged; codes and verifiers that stand there can be read by others.',
  fix: 'Document and read the form body; refuse parameters in the query string.',
} as const;

/**
 * The request printed in the portal documentation: served it is a deviation, refused the documentation errs.
 * @param served throws where the form body is not served either: then the refusal says nothing
 */
async function judgeQueryForm(
  t: CheckContext,
  exchange: RawExchange,
  served: () => Promise<unknown>,
): Promise<void> {
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
  if (given) return;
  await served();
  t.note('The request printed in the portal documentation is refused: an error of the documentation.');
}

export const queryParameters: Check = {
  ...facts,
  id: 'oauth.token.query-parameters',
  title: 'Token request parameters are not taken from the query string',
  requirements: ['CC-1'],
  clauses: [rfc(6749, '4.4.2'), rfc(9700, '4.2'), portal('client credentials, step 1')],
  detects: ['token.query-parameters-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const query = { grant_type: 'client_credentials', scope: client.scope };
    const exchange = await t.send(tokenRequest(t.target, { query, as: client }));
    await judgeQueryForm(t, exchange, () => t.session.directoryToken());
  },
};

export const codeQueryParameters: Check = {
  ...facts,
  id: 'oauth.code.query-parameters',
  title: 'A code is not redeemed from the query string',
  requirements: ['AC-8'],
  clauses: [rfc(6749, '4.1.3'), rfc(9700, '4.2'), portal('authorization code, step 5')],
  detects: ['token.query-parameters-read'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant((request) => t.send(request));
    const { body, ...documented } = codeExchange(t.target, grant, {
      state: t.session.random(12),
    });
    const { 'content-type': _, ...headers } = documented.headers ?? {};
    const exchange = await t.send({
      ...documented,
      headers,
      url: `${documented.url}?${body ?? ''}`,
      body: '',
    });
    await judgeQueryForm(t, exchange, () => t.session.memberToken());
  },
};
