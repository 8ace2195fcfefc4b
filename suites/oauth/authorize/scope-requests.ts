import { deviation } from '../../deviations.ts';
import { type Check, rfc } from '../../runner/check.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { codeRefused, withoutSecurity } from '../judge.ts';
import { codeOf, play } from './play.ts';

const member = { needs: ['member client'] } as const;

export const invalidScope: Check = {
  ...member,
  id: 'oauth.authorize.scope-invalid',
  title: 'An unknown scope is refused with invalid_scope, or left out of the grant',
  level: 'SHALL',
  requirements: ['AC-2', 'AC-2a'],
  clauses: [rfc(6749, '3.3'), rfc(6749, '4.1.2.1')],
  why: 'An app must learn that it will not get what it asked for.',
  fix: 'Redirect with error=invalid_scope, or grant less and say so in scope.',
  detects: ['authorize.scope-error-on-a-page'],
  async run(t) {
    const client = t.session.memberClient();
    const pkce = t.session.pkce();
    const state = t.session.random(12);
    const unknown = 'not/a.scope';
    // Beside the usual scope: a server may ignore what it does not know, and grants the rest.
    const scope = [t.target.oauth.scope ?? [], unknown].flat().join(' ');
    const end = await play(t, { pkce, state, change: { scope } });
    const code = codeOf(end);
    if (code === undefined) {
      t.judge(...withoutSecurity(codeRefused(end, ['invalid_scope'], state)));
      return;
    }
    const exchange = await t.send(
      codeExchange(t.target, { client, code, pkce, redirectUri: client.redirectUri }),
    );
    const { scope: granted } = jsonObjectOf(exchange) ?? {};
    t.expect({
      ok: typeof granted === 'string' && !granted.split(' ').includes(unknown),
      what: 'granted scope',
      where: 'member "scope"',
      expected: `without ${unknown}`,
      received: granted === undefined ? 'absent, which means as asked' : JSON.stringify(granted),
      evidence: [end.exchange, exchange],
    });
  },
};

export const scopeOmitted: Check = {
  ...member,
  id: 'oauth.authorize.scope-omitted',
  title: 'A request without scope is served with a default that is told, or refused',
  level: 'SHALL',
  requirements: ['AC-2', 'AC-2a'],
  clauses: [rfc(6749, '3.3'), rfc(6749, '5.1')],
  why: 'An app that named no scope does not know what it holds unless it is told.',
  fix: 'List the granted scope in the token response, or redirect with error=invalid_scope.',
  detects: ['authorize.default-scope-untold'],
  companionOf: [
    'authorize.get-refused',
    'response.scope-empty-though-requested',
    'code.exchange-broken',
    'pkce.challenge-compared-as-base64',
  ],
  async run(t) {
    const client = t.session.memberClient();
    const pkce = t.session.pkce();
    const state = t.session.random(12);
    const end = await play(t, { pkce, state, change: { scope: undefined } });
    const code = codeOf(end);
    if (code === undefined) {
      t.judge(...withoutSecurity(codeRefused(end, ['invalid_scope', 'invalid_request'], state)));
      return;
    }
    const exchange = await t.send(
      codeExchange(t.target, { client, code, pkce, redirectUri: client.redirectUri }),
    );
    const { scope } = jsonObjectOf(exchange) ?? {};
    t.expect({
      ok: typeof scope === 'string' && scope !== '',
      what: 'default scope',
      where: 'member "scope"',
      expected: 'what was granted',
      received: scope === undefined ? 'absent' : JSON.stringify(scope),
      deviation: scope === '' ? 'DEV-03' : undefined,
      cost: deviation('DEV-03').cost,
      evidence: [end.exchange, exchange],
    });
  },
};
