import { findRefreshToken } from '../../oauth/rotate-refresh-token.ts';
import { openToken } from '../../oauth/sealed-token.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const refreshAccessTokenAccepted: Defect = {
  name: 'refresh.access-token-accepted',
  summary: 'An access token is served as refresh token.',
  clause: 'RFC 6749 §1.5',
  replacementOf: replaceStep(findRefreshToken, async (context) => {
    const { parameters, endpoint, ports } = context;
    const sent = parameters.get('refresh_token') ?? '';
    const access = openToken(sent, endpoint.core.key);
    if (access?.grant !== undefined && !(await ports.store.findRefreshToken(sent)))
      await ports.store.saveRefreshToken(sent, {
        clientId: access.client,
        grantId: access.grant,
        expiresAt: access.exp,
      });
    await findRefreshToken.run(context);
  }),
};
