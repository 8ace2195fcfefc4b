import { checkChallengeMethod } from '../../oauth/check-authorize-request.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceMethodDefaults: Defect = {
  name: 'pkce.method-defaults',
  summary: 'A challenge without a method is taken for S256, where the standard says plain.',
  clause: 'RFC 7636 §4.3',
  replacementOf: replaceStep(checkChallengeMethod, async (context) => {
    const { parameters } = context;
    if (parameters.has('code_challenge_method') || !parameters.has('code_challenge')) {
      await checkChallengeMethod.run(context);
    }
  }),
};
