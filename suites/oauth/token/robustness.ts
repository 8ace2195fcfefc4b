import { type Check, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { HttpRequest, RawExchange } from '../../runner/http.ts';
import { basic, clientCredentials, tokenRequest } from '../../runner/oauth.ts';
import type { Client } from '../../runner/target.ts';
import { noTokenGiven, refusedSomehow, withoutSecurity } from '../judge.ts';

interface Row extends Pick<Check, 'title' | 'level' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf'> {
  readonly provedBy?: string;
  readonly id: string;
  readonly requests: (t: CheckContext, client: Client) => readonly HttpRequest[];
}

/** Requests that no client means so: refused with a 4xx, never with a token or an internal error. */
function survived({ id, requests, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.token.${id}`,
    requirements: [],
    needs: ['directory client'],
    async run(t) {
      const client = t.target.clients.directory;
      if (!client) return;
      for (const request of requests(t, client)) t.judge(...judgeSurvived(await t.send(request)));
      // Where proper requests are not served either, a refusal says nothing.
      await t.session.directoryToken();
    },
  };
}

export function judgeSurvived(exchange: RawExchange) {
  return withoutSecurity([noTokenGiven(exchange), refusedSomehow(exchange)]);
}

const form = { grant_type: 'client_credentials' };

export const robustness: readonly Check[] = [
  survived({
    id: 'basic-malformed',
    title: 'Malformed HTTP Basic credentials are refused, not stumbled over',
    level: 'SHALL',
    clauses: [rfc(6749, '5.2'), rfc(7617, '2')],
    why: 'An internal error hides the mistake from the developer and fills the plan’s alarms.',
    fix: 'Answer credentials that cannot be decoded, that have no colon or no secret like a wrong secret.',
    detects: ['token.basic-malformed-crashes'],
    requests: ({ target }, { id }) =>
      [
        'Basic !!!',
        `Basic ${Buffer.from('no-colon').toString('base64')}`,
        basic({ id, secret: '' }),
        `Basic ${Buffer.from('%zz:%').toString('base64')}`,
      ].map((authorization) => tokenRequest(target, { form, headers: { authorization } })),
  }),
  survived({
    id: 'json-body-refused',
    title: 'A JSON body is not taken for a token request',
    level: 'SHOULD',
    clauses: [rfc(6749, '4.4.2'), rfc(6749, '3.2')],
    why: 'A second way in is one that proxies, logs and rate limits do not know.',
    fix: 'Read application/x-www-form-urlencoded only; answer 400 or 415.',
    detects: ['token.json-body-read'],
    requests: ({ target }, client) => [
      {
        ...tokenRequest(target, { as: client, headers: { 'content-type': 'application/json' } }),
        body: JSON.stringify(form),
      },
    ],
  }),
  survived({
    id: 'large-body-refused',
    title: 'A request of a megabyte is refused, and soon',
    level: 'SHOULD',
    clauses: [rfc(9110, '15.5.14')],
    why: 'A server that reads whatever is sent can be brought down by anyone.',
    fix: 'Limit the body (token requests are small); answer 413 or 400.',
    detects: [],
    provedBy: 'suites/oauth/token/robustness.test.ts',
    requests: ({ target }, client) => [
      clientCredentials(target, client, { padding: 'x'.repeat(1024 * 1024) }),
    ],
  }),
];
