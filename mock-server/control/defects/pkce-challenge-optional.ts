import { checkChallenge, checkChallengeMethod } from '../../oauth/check-authorize-request.ts';
import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { replaceSteps } from './support/steps.ts';

export const pkceChallengeOptional: Defect = {
  name: 'pkce.challenge-optional',
  summary: 'PKCE is used only by apps that choose to.',
  clause: 'RFC 7636 §4.4.1',
  report: 'https://github.com/thephpleague/oauth2-server/issues/1323',
  replacementOf: replaceSteps(
    replaceStep(checkChallengeMethod, async (context) => {
      if (context.parameters.has('code_challenge')) await checkChallengeMethod.run(context);
    }),
    replaceStep(checkChallenge, async (context) => {
      if (context.parameters.has('code_challenge')) await checkChallenge.run(context);
    }),
    replaceStep(checkPkce, async (context) => {
      if (context.code?.challenge !== '') await checkPkce.run(context);
    }),
  ),
};
