import { revokeNamedToken } from '../../oauth/revoke.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const revokeAccessTokenSurvives: Defect = {
  name: 'revoke.access-token-survives',
  summary: 'A revoked access token works on.',
  clause: 'RFC 7009 §2.1',
  replacementOf: replaceStep(revokeNamedToken, async (context) => {
    if (context.named?.kind !== 'access') await revokeNamedToken.run(context);
  }),
};
