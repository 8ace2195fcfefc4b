import { after } from '../awaitable.ts';
import { runSteps, type Step } from '../step.ts';
import { InvalidRequest, UnauthorizedClient, UnsupportedGrantType } from './errors.ts';
import { filled, type TokenContext } from './token-context.ts';

type GrantType = 'authorization_code' | 'client_credentials' | 'refresh_token';

/**
 * Goes on with the steps of the request's grant type.
 *
 * @param grants every grant type of the server with its steps
 */
export function createGrantSwitch(
  grants: Readonly<Record<GrantType, readonly Step<TokenContext>[]>>,
): Step<TokenContext> {
  const stepsOf = {
    authorization_code: [checkClientGrant, ...grants.authorization_code],
    client_credentials: [checkClientGrant, ...grants.client_credentials],
    refresh_token: [checkClientGrant, ...grants.refresh_token],
  };
  return {
    name: 'run-grant',
    run(context) {
      const grantType = context.parameters.get('grant_type');
      if (grantType === undefined) throw new InvalidRequest('grant_type is missing');
      if (!isGrantType(grantType, stepsOf)) throw new UnsupportedGrantType('this grant type is not served');
      return after(runSteps(stepsOf[grantType], context), (reply) => {
        context.reply = reply;
      });
    },
  };
}

/** The client was registered for the grant it uses (RFC 6749 §5.2). */
export const checkClientGrant: Step<TokenContext> = {
  name: 'check-client-grant',
  run(context) {
    const grantType = context.parameters.get('grant_type');
    if (![...filled(context, 'client').grants].some((grant) => grant === grantType)) {
      throw new UnauthorizedClient('the client is not registered for this grant type');
    }
  },
};

function isGrantType(name: string, grants: object): name is GrantType {
  return Object.hasOwn(grants, name);
}
