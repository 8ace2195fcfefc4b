import type { HttpRequest } from '../runner/http.ts';
import { basic } from '../runner/oauth.ts';
import type { Client } from '../runner/target.ts';

/** A request to the revocation or introspection endpoint (RFC 7009 §2.1, RFC 7662 §2.1). */
export function endpointRequest(
  url: string,
  token: string,
  as: Pick<Client, 'id' | 'secret'> | undefined,
): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(as && { authorization: basic(as) }),
    },
    body: new URLSearchParams({ token }).toString(),
  };
}
