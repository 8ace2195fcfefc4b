import { checkChallengeMethod } from '../../oauth/check-authorize-request.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceMethodNotChecked: Defect = {
  name: 'pkce.method-not-checked',
  summary: 'Any method of PKCE but plain is taken for S256.',
  clause: 'RFC 7636 §4.4.1',
  replacementOf: replaceStep(checkChallengeMethod, async (context) => {
    const method = context.parameters.get('code_challenge_method') ?? 'plain';
    if (method === 'plain') await checkChallengeMethod.run(context);
  }),
};
