import { deviation } from '../deviations.ts';
import type { Expectation } from '../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../runner/http.ts';
import type { AuthorizationEnd } from '../runner/login/form-driver.ts';
import { whyNot } from '../runner/session.ts';

/** The message of CC-2. */
export const INVALID_CLIENT_CREDENTIALS = 'Invalid client credentials';
/** The message of CC-5 and AC-11. */
export const INVALID_ACCESS_TOKEN = 'Invalid access token';

/** The security part of every refusal: no token came out. */
export function noTokenGiven(exchange: RawExchange): Expectation {
  const given = /"access_token"\s*:/.test(exchange.response.body);
  return {
    ok: !given && exchange.response.status >= 400,
    part: 'security',
    what: 'what the token endpoint gives',
    expected: 'no token',
    received: given ? 'an access token' : `HTTP ${exchange.response.status}, no token`,
    cost: 'Whoever sends this request gets a token without having shown the right to it.',
    evidence: [exchange],
  };
}

export interface TokenError {
  /** Acceptable HTTP status codes, the best first. */
  readonly status: readonly number[];
  /** Acceptable values of the member `error`, the best first. */
  readonly error: readonly string[];
}

/**
 * The form part of a refusal at the token endpoint, RFC 6749 §5.2. The documented 401 "Invalid client credentials" is
 * a deviation: DEV-10 for the status, DEV-11 for the missing member `error`.
 */
export function tokenError(exchange: RawExchange, { status, error }: TokenError): Expectation[] {
  const documented = isDocumentedRefusal(exchange);
  const body = jsonObjectOf(exchange);
  const code = body?.error;
  return [
    {
      ok: status.includes(exchange.response.status),
      what: 'HTTP status',
      expected: status.join(' or '),
      received: String(exchange.response.status),
      deviation: documented ? 'DEV-10' : undefined,
      cost: deviation('DEV-10').cost,
      evidence: [exchange],
    },
    {
      ok: typeof code === 'string' && error.includes(code),
      what: 'error code',
      where: 'member "error" of the body',
      expected: error.join(' or '),
      received:
        typeof code === 'string' ? code : body ? 'no member "error"' : 'a body that is not a JSON object',
      deviation: documented ? 'DEV-11' : undefined,
      cost: deviation('DEV-11').cost,
      evidence: [exchange],
    },
  ];
}

/** 401 with exactly the documented message in a JSON body that has no member `error`. */
export function isDocumentedRefusal(exchange: RawExchange): boolean {
  const body = jsonObjectOf(exchange);
  return (
    exchange.response.status === 401 &&
    body !== undefined &&
    body.error === undefined &&
    holdsText(body, INVALID_CLIENT_CREDENTIALS)
  );
}

/** A whole refusal: nothing was given, and then that the refusal has its form. */
export function tokenRefused(exchange: RawExchange, error: TokenError, cost?: string): Expectation[] {
  const security = noTokenGiven(exchange);
  if (!security.ok) return [cost === undefined ? security : { ...security, cost }];
  return [security, ...tokenError(exchange, error)];
}

/** Two refusals that must not be told apart: status and body. */
export function judgeLookAlike(exchange: RawExchange, model: RawExchange): Expectation[] {
  return [
    {
      ok: exchange.response.status === model.response.status,
      what: 'HTTP status',
      expected: `${model.response.status}, as for the other`,
      received: String(exchange.response.status),
      evidence: [model, exchange],
    },
    {
      ok: exchange.response.body === model.response.body,
      what: 'body',
      expected: `${model.response.body.slice(0, 200)}, as for the other`,
      received: exchange.response.body.slice(0, 200),
      evidence: [model, exchange],
    },
  ];
}

/** For checks that are none of security: what was given is a matter of form. */
export function withoutSecurity(expectations: readonly Expectation[]): Expectation[] {
  return expectations.map((expectation) => ({ ...expectation, part: 'form' }));
}

/** A request that can't be served is refused by a 4xx; how exactly is left to the server. */
export function refusedSomehow(exchange: RawExchange): Expectation {
  const { status } = exchange.response;
  return {
    ok: status >= 400 && status < 500,
    what: 'HTTP status',
    expected: '400, or another 4xx',
    received: String(status),
    evidence: [exchange],
  };
}

/** True when some text of a JSON value is exactly `text`. */
export function holdsText(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((item) => holdsText(item, text));
}

/** The security part of an authorization request that must fail: no code went anywhere. */
export function noCodeGiven(end: AuthorizationEnd): Expectation {
  const parameters = end.kind === 'redirect' ? fragmentAndQuery(end.location) : new URLSearchParams();
  const given = ['code', 'access_token', 'id_token'].find((name) => parameters.has(name));
  return {
    ok: given === undefined,
    part: 'security',
    what: 'what the authorization endpoint gives',
    expected: 'no code and no token',
    received: given ? `a redirect with ${given}` : whyNot(end),
    evidence: end.pages.all,
  };
}

/** The error redirect of RFC 6749 §4.1.2.1 with the request's own state. */
export function errorRedirect(
  end: AuthorizationEnd,
  errors: readonly string[],
  state: string,
): Expectation[] {
  const parameters = end.kind === 'redirect' ? fragmentAndQuery(end.location) : new URLSearchParams();
  return [
    {
      ok: errors.includes(parameters.get('error') ?? ''),
      what: 'error redirect',
      where: 'parameter "error" of the redirect',
      expected: errors.join(' or '),
      received: whyNot(end),
      cost: 'The app is not told and the member is stranded.',
      evidence: [end.exchange],
    },
    {
      ok: parameters.get('state') === state,
      what: 'state',
      where: 'parameter "state" of the redirect',
      expected: 'the value of the request',
      received: parameters.has('state') ? 'another value' : 'none',
      cost: 'The app cannot tell which request failed and must treat the answer as forged.',
      evidence: [end.exchange],
    },
  ];
}

/** A whole refusal at the authorization endpoint: no code, and then the error redirect. */
export function codeRefused(end: AuthorizationEnd, errors: readonly string[], state: string): Expectation[] {
  const security = noCodeGiven(end);
  return security.ok ? [security, ...errorRedirect(end, errors, state)] : [security];
}

function fragmentAndQuery(url: URL): URLSearchParams {
  return new URLSearchParams([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))]);
}

/** The challenge that every 401 carries (RFC 9110 §15.5.2). */
export function challenge(exchange: RawExchange, scheme: 'Basic' | 'Bearer'): Expectation {
  const value = headerOf(exchange, 'www-authenticate');
  return {
    ok: value !== undefined && new RegExp(`(^|,)\\s*${scheme}\\b`, 'i').test(value),
    what: 'challenge',
    where: 'header WWW-Authenticate',
    expected: `a ${scheme} challenge`,
    received: value ?? 'no such header',
    cost: 'HTTP clients are not told how to authenticate, and libraries that read the challenge show no reason.',
    evidence: [exchange],
  };
}

export function status(exchange: RawExchange, ...expected: readonly number[]): Expectation {
  return {
    ok: expected.includes(exchange.response.status),
    what: 'HTTP status',
    expected: expected.join(' or '),
    received: String(exchange.response.status),
    evidence: [exchange],
  };
}

/** A request that must be served: 200 with an access token. */
export function tokenGiven(exchange: RawExchange): Expectation[] {
  const token = jsonObjectOf(exchange)?.access_token;
  const error = jsonObjectOf(exchange)?.error;
  return [
    status(exchange, 200),
    {
      ok: typeof token === 'string' && token !== '',
      what: 'access token',
      where: 'member "access_token"',
      expected: 'a text',
      received: typeof token === 'string' ? 'a text' : typeof error === 'string' ? `error=${error}` : 'none',
      evidence: [exchange],
    },
  ];
}
