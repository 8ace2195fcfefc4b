import type { Step } from '../step.ts';
import { InvalidGrant } from './errors.ts';
import { filled, type TokenContext } from './token-context.ts';

/** The grant behind a code or refresh token, unless the member withdrew it or a replay ended it. */
export const findGrant: Step<TokenContext> = {
  name: 'find-grant',
  async run(context) {
    const { grantId } = context.code ?? filled(context, 'refreshToken');
    const grant = await context.ports.store.findLiveGrant(grantId);
    if (!grant) throw new InvalidGrant('the grant has ended');
    context.grant = grant;
  },
};
