import type { Step } from '../step.ts';
import type { RefreshToken } from '../store/store.ts';
import { InvalidRequest } from './errors.ts';
import { type AccessToken, openToken } from './sealed-token.ts';
import type { TokenContext } from './token-context.ts';

/** A token that a request is about, whatever its state. */
export type NamedToken =
  | { readonly kind: 'access'; readonly clientId: string; readonly token: AccessToken }
  | {
      readonly kind: 'refresh';
      readonly clientId: string;
      readonly token: RefreshToken & { readonly used: boolean };
    };

/**
 * What the parameter `token` holds; `named` stays absent for anything this server did not issue. The hint is not
 * needed: the two kinds of tokens look different (RFC 7009 §2.1, RFC 7662 §2.1).
 */
export const findNamedToken: Step<TokenContext> = {
  name: 'find-named-token',
  async run(context) {
    const { parameters, endpoint, ports } = context;
    const sent = parameters.get('token');
    if (sent === undefined) throw new InvalidRequest('token is missing');
    const access = openToken(sent, endpoint.core.key);
    if (access) {
      context.named = { kind: 'access', clientId: access.client, token: access };
      return;
    }
    const refresh = await ports.store.findRefreshToken(sent);
    if (refresh) context.named = { kind: 'refresh', clientId: refresh.clientId, token: refresh };
  },
};
