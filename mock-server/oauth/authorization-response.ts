import type { Endpoint } from '../context.ts';
import { type Reply, seeOther } from '../reply.ts';
import { dialectRules } from './dialects.ts';
import type { OAuthError } from './errors.ts';

/** Where an authorization response goes. */
export interface ResponseTarget {
  readonly redirectUri: string;
  readonly state: string | undefined;
}

/** Sends the code to the app (RFC 6749 §4.1.2). */
export function codeResponse(code: string, target: ResponseTarget, endpoint: Endpoint): Reply {
  return redirectTo(target, { code, state: target.state }, endpoint);
}

/** Sends an error to the app (RFC 6749 §4.1.2.1). */
export function errorResponse(error: OAuthError, target: ResponseTarget, endpoint: Endpoint): Reply {
  const parameters = { error: error.code, error_description: error.message, state: target.state };
  return redirectTo(target, parameters, endpoint);
}

/**
 * Appends to the registered URI as it stands, so that its own query is kept (RFC 6749 §3.1.2). Blanks are written
 * `%20`, which every client decodes alike, so that `state` comes back byte for byte.
 */
function redirectTo(
  { redirectUri }: ResponseTarget,
  parameters: Readonly<Record<string, string | undefined>>,
  { dialect, publicUrl }: Endpoint,
): Reply {
  const issuer = dialectRules[dialect].issuerInResponse ? publicUrl : undefined;
  const query = Object.entries({ ...parameters, iss: issuer })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&');
  return seeOther(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`, {
    'referrer-policy': 'no-referrer',
    pragma: 'no-cache',
  });
}
