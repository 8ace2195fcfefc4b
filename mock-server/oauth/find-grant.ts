import { portsFor } from '../control/defect.ts';
import type { Step } from '../step.ts';
import { InvalidGrant } from './errors.ts';
import { isGrantedByRight } from './representation.ts';
import { filled, type TokenContext } from './token-context.ts';

/** The grant behind a code or refresh token, unless the member withdrew it, a replay ended it, or who granted it may no longer. */
export const findGrant: Step<TokenContext> = {
  name: 'find-grant',
  async run(context) {
    const { grantId } = context.code ?? filled(context, 'refreshToken');
    const grant = await context.ports.store.findLiveGrant(grantId);
    const ports = portsFor(context.ports, context.client?.environment);
    if (!grant || !isGrantedByRight(grant, ports)) throw new InvalidGrant('the grant has ended');
    context.grant = grant;
  },
};
