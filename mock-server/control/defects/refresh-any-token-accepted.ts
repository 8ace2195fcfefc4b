import { findRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { filled } from '../../oauth/token-context.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { inventGrant } from './support/tokens.ts';

export const refreshAnyTokenAccepted: Defect = {
  name: 'refresh.any-token-accepted',
  summary: 'A refresh token that was never issued gives tokens for the first member.',
  clause: 'RFC 6749 §6',
  replacementOf: replaceStep(findRefreshToken, async (context) => {
    const { parameters, ports } = context;
    const token = parameters.get('refresh_token');
    if (token !== undefined && !(await ports.store.findRefreshToken(token))) {
      await ports.store.saveRefreshToken(token, {
        clientId: filled(context, 'client').clientId,
        grantId: (await inventGrant(context)).id,
        expiresAt: ports.clock.now() + 60_000,
      });
    }
    await findRefreshToken.run(context);
  }),
};
