import { revokeNamedToken } from '../../oauth/revoke.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const revokeRefreshTokenSurvives: Defect = {
  name: 'revoke.refresh-token-survives',
  summary: 'A revoked refresh token works on.',
  clause: 'RFC 7009 §2.1',
  replacementOf: replaceStep(revokeNamedToken, async (context) => {
    if (context.named?.kind !== 'refresh') await revokeNamedToken.run(context);
  }),
};
