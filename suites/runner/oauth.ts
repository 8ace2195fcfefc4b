import { createHash } from 'node:crypto';
import type { HttpRequest } from './http.ts';
import type { Client, MemberClient, Target } from './target.ts';

const FORM = 'application/x-www-form-urlencoded';

export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

/** BASE64URL(SHA256(ASCII(verifier))), RFC 7636 §4.2. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/** RFC 7636 Appendix B. */
export const appendixB: Pkce = {
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};

/** `Authorization` value with id and secret form-encoded first, RFC 6749 §2.3.1. */
export function basic({ id, secret }: Pick<Client, 'id' | 'secret'>, scheme = 'Basic'): string {
  const encode = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);
  return `${scheme} ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
}

type Parameters = Readonly<Record<string, string | undefined>> | readonly (readonly [string, string])[];

function encode(parameters: Parameters): string {
  const pairs = Array.isArray(parameters) ? parameters : Object.entries(parameters);
  return new URLSearchParams(pairs.filter(([, value]) => value !== undefined)).toString();
}

export interface TokenRequest {
  /** Members of the form body. */
  readonly form?: Parameters;
  readonly query?: Parameters;
  /** Sent as HTTP Basic; left out, the request carries no `Authorization`. */
  readonly as?: Pick<Client, 'id' | 'secret'> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export function tokenRequest(
  target: Target,
  { form, query, as, headers, method = 'POST' }: TokenRequest,
): HttpRequest {
  const url = query ? `${target.oauth.token}?${encode(query)}` : target.oauth.token;
  return {
    method,
    url,
    headers: {
      accept: 'application/json',
      ...(form && { 'content-type': FORM }),
      ...(as && { authorization: basic(as) }),
      ...headers,
    },
    ...(form ? { body: encode(form) } : method === 'POST' && { body: '' }),
  };
}

/** Client credentials as RFC 6749 §4.4.2 has them: form body, HTTP Basic. */
export function clientCredentials(target: Target, client: Client, more: Parameters = {}): HttpRequest {
  const extra = Array.isArray(more) ? more : Object.entries(more);
  const scope = client.scope ? [['scope', client.scope] as const] : [];
  return tokenRequest(target, {
    form: [['grant_type', 'client_credentials'], ...scope, ...extra],
    as: client,
  });
}

export interface AuthorizationRequest {
  readonly client: Pick<MemberClient, 'id' | 'redirectUri'>;
  readonly pkce: Pkce;
  readonly state?: string;
  /** Replace or, when `undefined`, leave out parameters. */
  readonly change?: Readonly<Record<string, string | undefined>>;
  readonly send?: 'get' | 'post-form' | 'post-query';
  /** Name of a parameter that is sent twice. */
  readonly repeat?: string;
}

/** The parameters of AC-2 in the order of the portal documentation. */
export function authorizationRequest(
  target: Target,
  { client, pkce, state, change = {}, send = 'get', repeat }: AuthorizationRequest,
): HttpRequest {
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    scope: target.oauth.scope,
    client_id: client.id,
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    state,
    redirect_uri: client.redirectUri,
    resource: target.oauth.resource,
    ...change,
  };
  const encoded =
    encode(parameters) + (repeat === undefined ? '' : `&${encode({ [repeat]: parameters[repeat] })}`);
  const url = target.oauth.authorize ?? '';
  const separator = url.includes('?') ? '&' : '?';
  if (send === 'post-form') return { method: 'POST', url, headers: { 'content-type': FORM }, body: encoded };
  if (send === 'post-query') return { method: 'POST', url: `${url}${separator}${encoded}`, body: '' };
  return { method: 'GET', url: `${url}${separator}${encoded}` };
}

/** An authorization code with all that is needed to redeem it. */
export interface Grant {
  readonly client: MemberClient;
  readonly code: string;
  readonly pkce: Pkce;
  readonly redirectUri: string;
}

/** The exchange of RFC 6749 §4.1.3 with the verifier of RFC 7636 §4.5; `change` replaces or leaves out parameters. */
export function codeExchange(
  target: Target,
  grant: Grant,
  change: Readonly<Record<string, string | undefined>> = {},
  as: Pick<Client, 'id' | 'secret'> | undefined = grant.client,
): HttpRequest {
  return tokenRequest(target, {
    form: {
      grant_type: 'authorization_code',
      code: grant.code,
      redirect_uri: grant.redirectUri,
      code_verifier: grant.pkce.verifier,
      resource: target.oauth.resource,
      ...change,
    },
    as,
  });
}

/** RFC 6749 §6. */
export function refreshRequest(
  target: Target,
  client: Client,
  refreshToken: string,
  scope?: string,
): HttpRequest {
  return tokenRequest(target, {
    form: { grant_type: 'refresh_token', refresh_token: refreshToken, scope },
    as: client,
  });
}
