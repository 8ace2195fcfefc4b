import { type Check, rfc } from '../../runner/check.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { clientCredentials } from '../../runner/oauth.ts';

export const accessTokenUnique: Check = {
  id: 'oauth.response.access-token-unique',
  title: 'Two requests get two access tokens',
  level: 'SHALL',
  requirements: ['CC-3'],
  clauses: [rfc(6749, '10.10')],
  why: 'A token that never changes is a password without an end: whoever saw it once keeps it.',
  fix: 'Draw every token anew, with at least 128 random bits.',
  detects: ['response.access-token-repeats'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchanges = [
      await t.send(clientCredentials(t.target, client)),
      await t.send(clientCredentials(t.target, client)),
    ];
    const tokens = exchanges.map((exchange) => jsonObjectOf(exchange)?.access_token);
    if (tokens.some((token) => typeof token !== 'string')) return;
    t.expect({
      ok: tokens[0] !== tokens[1],
      what: 'two access tokens',
      where: 'member "access_token"',
      expected: 'different',
      received: tokens[0] === tokens[1] ? 'the same' : 'different',
      evidence: exchanges,
    });
  },
};
