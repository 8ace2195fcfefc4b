import { deviation } from '../../deviations.ts';
import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation } from '../../runner/context.ts';
import { jsonObjectOf } from '../../runner/http.ts';
import type { AuthorizationEnd } from '../../runner/login/form-driver.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { whyNot } from '../../runner/session.ts';
import { codeRefused, withoutSecurity } from '../judge.ts';
import { endpointsOf } from '../metadata.ts';
import { codeGiven, codeOf, play } from './play.ts';

const member = { needs: ['member client'] } as const;

/** Parameters of the redirect to the app, or none. */
function sentBack(end: AuthorizationEnd): URLSearchParams {
  return end.kind === 'redirect' ? end.location.searchParams : new URLSearchParams();
}

/** An error redirect that several checks read: response_type is missing. */
function refusedRequest(t: CheckContext): Promise<{ end: AuthorizationEnd; state: string }> {
  return t.session.share('refused authorization request', async () => {
    const state = t.session.random(12);
    return { state, end: await play(t, { state, change: { response_type: undefined } }) };
  });
}

export const authorizeByPostForm: Check = {
  ...member,
  id: 'oauth.authorize.post-form',
  title: 'A POST with a form body leads to a code as a GET does',
  level: 'MAY',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'Long requests do not fit into a URL, and a URL stands in logs.',
  fix: 'Serve POST with application/x-www-form-urlencoded at the authorization endpoint.',
  detects: ['authorize.post-form-refused'],
  async run(t) {
    const { smart } = await endpointsOf(t);
    // Who says that it can, has to (SMART App Launch 2.0.0, capability authorize-post).
    if (Array.isArray(smart?.capabilities) && smart.capabilities.includes('authorize-post'))
      t.level = 'SHALL';
    t.judge(codeGiven(await play(t, { state: t.session.random(12), send: 'post-form' })));
  },
};

/** 302 and 303 make the browser follow with GET; 307 and 308 make it send the form again, password and all. */
export function judgeRedirectStatus(end: AuthorizationEnd): Expectation[] {
  return end.pages.all
    .filter(
      ({ request, response }) => request.method === 'POST' && response.status >= 300 && response.status < 400,
    )
    .map((exchange) => ({
      ok: ![307, 308].includes(exchange.response.status),
      part: 'security',
      what: `redirect after the form at ${new URL(exchange.request.url).pathname}`,
      expected: '303 or 302',
      received: String(exchange.response.status),
      cost: 'The browser sends the member’s password on to the app.',
      evidence: [exchange],
    }));
}

export const redirectStatus: Check = {
  ...member,
  id: 'oauth.authorize.redirect-status',
  title: 'After login and consent the browser is redirected by 303 or 302',
  level: 'SHALL',
  security: true,
  requirements: ['AC-7'],
  clauses: [rfc(9700, '4.12')],
  why: 'A 307 makes the browser repeat the POST: the login form with its password goes to the app.',
  fix: 'Redirect with 303.',
  detects: ['authorize.redirect-307'],
  async run(t) {
    t.judge(...judgeRedirectStatus(await play(t, { state: t.session.random(12) }, { newBrowser: true })));
  },
};

export const responseTypeMissing: Check = {
  ...member,
  id: 'oauth.authorize.response-type-missing',
  title: 'A request without response_type is sent back with invalid_request',
  level: 'SHALL',
  requirements: ['AC-3'],
  clauses: [rfc(6749, '4.1.2.1'), rfc(6749, '3.1.1')],
  why: 'The app is told of its mistake only by this redirect.',
  fix: 'Redirect with error=invalid_request and the state.',
  detects: ['authorize.response-type-defaults'],
  companionOf: ['authorize.response-type-not-checked'],
  async run(t) {
    const { end, state } = await refusedRequest(t);
    t.judge(...withoutSecurity(codeRefused(end, ['invalid_request', 'unsupported_response_type'], state)));
  },
};

/** RFC 6749 §4.1.2.1: what an error description may hold. */
export function judgeErrorCharset(end: AuthorizationEnd): Expectation {
  const description = sentBack(end).get('error_description');
  const error = sentBack(end).get('error');
  return {
    ok:
      error !== null &&
      /^[a-z_]+$/.test(error) &&
      (description === null || /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(description)),
    what: 'error and its description',
    where: 'parameters "error" and "error_description" of the redirect',
    expected: 'a registered code, and printable ASCII without " and \\',
    received: error === null ? whyNot(end) : JSON.stringify([error, description]),
    evidence: [end.exchange],
  };
}

export const errorCharset: Check = {
  ...member,
  id: 'oauth.authorize.error-charset',
  title: 'Error redirects hold printable ASCII only',
  level: 'SHALL',
  requirements: ['AC-7'],
  clauses: [rfc(6749, '4.1.2.1'), rfc(6749, 'A.8')],
  why: 'Apps print the description; markup in it becomes part of their page.',
  fix: 'Keep error_description to printable ASCII without " and \\.',
  detects: ['authorize.error-description-markup'],
  companionOf: ['authorize.response-type-defaults', 'authorize.response-type-not-checked'],
  async run(t) {
    t.expect(judgeErrorCharset((await refusedRequest(t)).end));
  },
};

export const issuerInResponse: Check = {
  ...member,
  id: 'oauth.authorize.issuer',
  title: 'Authorization responses name the issuer that the metadata names',
  level: 'SHALL',
  requirements: [],
  clauses: [rfc(9207, '2'), rfc(9700, '4.4')],
  why: 'An app that talks to several plans tells by it which of them answered; else one can be made to pass for another.',
  fix: 'Append iss to code and error redirects, or do not advertise authorization_response_iss_parameter_supported.',
  detects: ['authorize.issuer-missing', 'authorize.issuer-differs'],
  companionOf: ['authorize.get-refused', 'metadata.issuer-differs'],
  async run(t) {
    const { server } = await endpointsOf(t);
    if (server?.authorization_response_iss_parameter_supported !== true)
      throw new DoesNotApply('no metadata says that the parameter iss is supported');
    const granted = await play(t, { state: t.session.random(12) });
    const refused = (await refusedRequest(t)).end;
    for (const end of [granted, refused]) {
      const received = sentBack(end).get('iss');
      t.expect({
        ok: received === server.issuer,
        what: end === granted ? 'issuer of the code' : 'issuer of the error',
        where: 'parameter "iss" of the redirect',
        expected: String(server.issuer),
        received: received ?? 'none',
        evidence: [end.exchange],
      });
    }
  },
};

export const unknownParametersIgnored: Check = {
  ...member,
  id: 'oauth.authorize.unknown-parameter-ignored',
  title: 'Parameters that the server does not know are ignored, and so are aud and nonce',
  level: 'SHALL',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'SMART clients always send aud, OpenID clients nonce; extensions add others.',
  fix: 'Ignore parameters that are not known.',
  detects: ['authorize.unknown-parameter-refused'],
  companionOf: ['authorize.get-refused'],
  async run(t) {
    const change = { foo: 'bar', aud: t.target.patientAccess, nonce: t.session.random(12) };
    t.judge(codeGiven(await play(t, { state: t.session.random(12), change })));
  },
};

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
  companionOf: ['authorize.get-refused'],
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

export const wrongAudience: Check = {
  ...member,
  id: 'oauth.authorize.wrong-audience',
  title: 'A request for another FHIR server gets no code',
  level: 'SHALL',
  security: true,
  under: 'smart',
  requirements: [],
  clauses: [
    {
      text: 'SMART App Launch 2.0.0, obtain authorization code',
      url: 'https://hl7.org/fhir/smart-app-launch/STU2/app-launch.html#obtain-authorization-code',
    },
  ],
  why: 'A counterfeit FHIR server could send members to the true login, and be handed tokens for the true data.',
  fix: 'Compare aud with the FHIR base URL; on a mismatch redirect with error=invalid_request.',
  detects: ['authorize.audience-not-compared'],
  async run(t) {
    const state = t.session.random(12);
    const end = await play(t, { state, change: { aud: 'https://attacker.example/fhir' } });
    t.judge(...codeRefused(end, ['invalid_request', 'invalid_target', 'access_denied'], state));
  },
};

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

/** A request that holds a parameter twice is refused; when that is client or redirect URI, on a page. */
export const repeatedParameter: Check = {
  ...member,
  id: 'oauth.authorize.repeated-parameter-refused',
  title: 'A repeated parameter gets no code',
  level: 'SHALL',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'Where a proxy reads the first value and the server the last, checks can be walked around.',
  fix: 'Refuse any request that holds a parameter twice with invalid_request.',
  detects: ['authorize.first-parameter-wins'],
  companionOf: ['authorize.unknown-client-redirected'],
  async run(t) {
    for (const name of ['state', 'client_id']) {
      const end = await play(t, { state: t.session.random(12), repeat: name });
      const { origin } = new URL(t.session.memberClient().redirectUri);
      const error = sentBack(end).get('error');
      t.expect({
        ok: codeOf(end) === undefined && (end.kind === 'page' || (name === 'state' && error !== null)),
        what: `a request with ${name} twice`,
        expected: name === 'state' ? 'error=invalid_request, or an error page' : 'an error page',
        received: codeOf(end) ? `a code at ${origin}` : whyNot(end),
        evidence: [end.exchange],
      });
    }
  },
};
