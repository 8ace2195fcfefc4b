import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { RawExchange } from '../../runner/http.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { clientCredentials } from '../../runner/oauth.ts';
import { challenge, holdsText, INVALID_CLIENT_CREDENTIALS } from '../judge.ts';

/** One wrong secret serves several checks: an account may be locked after few. */
export async function wrongSecret(t: CheckContext): Promise<RawExchange> {
  const client = t.target.clients.directory;
  if (!client) throw new Error('guarded by needs');
  const exchange = await t.session.share('wrong client secret', () =>
    t.send(clientCredentials(t.target, { ...client, secret: `${client.secret}x` })),
  );
  return t.cite(exchange);
}

export const wrongSecretMessage: Check = {
  id: 'oauth.token.wrong-secret-message',
  title: 'A wrong client secret is answered with "Invalid client credentials"',
  level: 'SHOULD',
  requirements: ['CC-2'],
  clauses: [portal('client credentials, step 2')],
  why: 'Developers search the documentation for the message they got.',
  fix: 'Put the documented message into "error_description" beside the RFC’s "error".',
  detects: ['token.other-error-message'],
  companionOf: ['token.secret-not-compared'],
  needs: ['directory client'],
  async run(t) {
    const exchange = await wrongSecret(t);
    const { status, body } = exchange.response;
    t.expect({
      ok: status === 401 && holdsText(jsonObjectOf(exchange), INVALID_CLIENT_CREDENTIALS),
      what: 'message of the refusal',
      where: 'body',
      expected: `401 with the text "${INVALID_CLIENT_CREDENTIALS}"`,
      received: `${status} with ${body.slice(0, 200) || 'an empty body'}`,
      evidence: [exchange],
    });
  },
};

export const wrongSecretChallenge: Check = {
  id: 'oauth.token.wrong-secret-challenge',
  title: 'A wrong client secret is answered with a Basic challenge',
  level: 'SHALL',
  requirements: ['CC-2'],
  clauses: [rfc(6749, '5.2'), rfc(9110, '15.5.2')],
  why: 'Every 401 must say how to authenticate; HTTP clients and libraries act on it.',
  fix: 'Send WWW-Authenticate: Basic realm="…" with every 401 of the token endpoint.',
  detects: ['token.challenge-missing'],
  companionOf: ['token.secret-not-compared'],
  needs: ['directory client'],
  async run(t) {
    t.judge(challenge(await wrongSecret(t), 'Basic'));
  },
};
