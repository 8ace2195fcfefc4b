import type { Endpoint } from '../context.ts';
import { type Reply, seeOther } from '../reply.ts';
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
 * `%20`, which every client decodes alike, so that `state` comes back byte for byte. The issuer is named in every
 * answer, so that an app that speaks to several plans cannot be made to mix them up (RFC 9207 §2, RFC 9700 §4.4).
 */
function redirectTo(
  { redirectUri }: ResponseTarget,
  parameters: Readonly<Record<string, string | undefined>>,
  { publicUrl }: Endpoint,
): Reply {
  const query = Object.entries({ ...parameters, iss: publicUrl })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&');
  return seeOther(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query}`, {
    'referrer-policy': 'no-referrer',
    pragma: 'no-cache',
  });
}
