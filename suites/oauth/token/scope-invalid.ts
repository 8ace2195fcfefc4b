import { type Check, rfc } from '../../runner/check.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { clientCredentials } from '../../runner/oauth.ts';
import { tokenRefused, withoutSecurity } from '../judge.ts';

const UNKNOWN = 'not/a.scope';

export const clientScopeInvalid: Check = {
  id: 'oauth.token.scope-invalid',
  title: 'A client that asks for an unknown scope is told so',
  level: 'SHALL',
  requirements: ['CC-2'],
  clauses: [rfc(6749, '3.3'), rfc(6749, '5.2')],
  why: 'An app must learn that it will not get what it asked for.',
  fix: 'Refuse with 400 "invalid_scope", or grant less and say so in scope.',
  detects: ['token.scope-not-checked'],
  companionOf: ['token.form-body-not-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send(clientCredentials(t.target, { ...client, scope: UNKNOWN }));
    const body = jsonObjectOf(exchange);
    if (body?.access_token === undefined) {
      t.judge(...withoutSecurity(tokenRefused(exchange, { status: [400], error: ['invalid_scope'] })));
      return;
    }
    t.expect({
      ok: typeof body.scope === 'string' && !body.scope.split(' ').includes(UNKNOWN),
      what: 'granted scope',
      where: 'member "scope"',
      expected: `without ${UNKNOWN}`,
      received: body.scope === undefined ? 'absent, which means as asked' : JSON.stringify(body.scope),
      evidence: [exchange],
    });
  },
};
