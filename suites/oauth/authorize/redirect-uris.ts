import { type Check, rfc } from '../../runner/check.ts';
import { whyNot } from '../../runner/session.ts';
import { codeGiven, play, sentBack } from './play.ts';

export const queryKept: Check = {
  id: 'oauth.authorize.redirect-query-kept',
  title: 'The query of a registered redirect URI is kept',
  level: 'SHALL',
  requirements: ['AC-4'],
  clauses: [rfc(6749, '3.1.2')],
  why: 'Apps tell by it which of their pages the member came from.',
  fix: 'Append code and state to the query that is there.',
  detects: ['authorize.redirect-query-lost'],
  companionOf: ['authorize.get-refused'],
  needs: ['member client', 'query redirect uri'],
  async run(t) {
    const uri = t.session.memberClient().queryRedirectUri ?? '';
    const end = await play(t, { state: t.session.random(12), change: { redirect_uri: uri } });
    const lost = [...new URL(uri).searchParams].filter(([name, value]) => sentBack(end).get(name) !== value);
    t.judge(codeGiven(end), {
      ok: lost.length === 0,
      what: 'query of the redirect URI',
      expected: new URL(uri).search,
      received: end.kind === 'redirect' && lost.length > 0 ? 'lost' : whyNot(end),
      evidence: [end.exchange],
    });
  },
};

export const redirectOmitted: Check = {
  id: 'oauth.authorize.redirect-omitted',
  title: 'Without redirect_uri only a registered one is used, or none',
  level: 'MAY',
  security: true,
  requirements: ['AC-4'],
  clauses: [rfc(6749, '3.1.2.3')],
  why: 'A code that is sent anywhere else is lost to the app, or stolen.',
  fix: 'Use the only registered URI, or show an error page.',
  detects: ['authorize.redirect-default-unregistered'],
  needs: ['second client'],
  async run(t) {
    const { second } = t.target.clients;
    if (!second) return;
    const end = await play(t, {
      client: second,
      state: t.session.random(12),
      change: { redirect_uri: undefined },
    });
    const place = end.kind === 'redirect' ? `${end.location.origin}${end.location.pathname}` : undefined;
    const uri = new URL(second.redirectUri);
    t.expect({
      ok: place === undefined || place === `${uri.origin}${uri.pathname}`,
      part: 'security',
      what: 'where a request without redirect_uri ends',
      expected: 'an error page, or the registered redirect URI',
      received: place ?? whyNot(end),
      evidence: [end.exchange],
    });
    // An error page says something only where the same request with its redirect_uri is served.
    if (place === undefined) await t.session.grant((request) => t.send(request), { client: second });
  },
};

export const loopbackPort: Check = {
  id: 'oauth.authorize.loopback-port',
  title: 'A native app may listen on any port of the loopback address',
  level: 'SHALL',
  requirements: [],
  clauses: [rfc(8252, '7.3'), rfc(9700, '2.1')],
  why: 'The operating system gives such an app a port when it starts; it cannot be registered.',
  fix: 'Leave the port out of the comparison for loopback redirect URIs of native apps.',
  detects: ['authorize.loopback-port-compared'],
  companionOf: ['authorize.get-refused'],
  needs: ['native client', 'member client'],
  async run(t) {
    const { native } = t.target.clients;
    if (!native) return;
    const uri = new URL(native.redirectUri);
    uri.port = String(
      49_152 + (Number.parseInt(Buffer.from(t.session.random(2), 'base64url').toString('hex'), 16) % 16_000),
    );
    t.judge(
      codeGiven(
        await play(t, { client: { id: native.id, redirectUri: uri.href }, state: t.session.random(12) }),
      ),
    );
  },
};
