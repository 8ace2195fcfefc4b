import { checkChallenge, checkChallengeMethod } from '../../oauth/check-authorize-request.ts';
import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { afterStep, replaceSteps } from './support/steps.ts';
import { withParameters } from './support/tokens.ts';

/** Marks the stored challenge: the clean code has no need to remember a method. */
const mark = 'plain:';

export const pkcePlainAccepted: Defect = {
  name: 'pkce.plain-accepted',
  summary: 'The challenge may be the verifier itself (code_challenge_method=plain).',
  clause: 'RFC 9700 §2.1.1',
  replacementOf: replaceSteps(
    replaceStep(checkChallengeMethod, async (context) => {
      if (context.parameters.get('code_challenge_method') === 'plain') return;
      await checkChallengeMethod.run(context);
    }),
    afterStep(checkChallenge, (context) => {
      if (context.parameters.get('code_challenge_method') !== 'plain') return;
      const challenge = context.parameters.get('code_challenge') ?? '';
      context.parameters = withParameters(context, { code_challenge: mark + challenge });
    }),
    replaceStep(checkPkce, async (context) => {
      if (context.code?.challenge === mark + context.parameters.get('code_verifier')) return;
      await checkPkce.run(context);
    }),
  ),
};
