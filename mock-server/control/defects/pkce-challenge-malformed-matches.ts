import { checkChallenge } from '../../oauth/check-authorize-request.ts';
import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { replaceSteps } from './support/steps.ts';

function isMalformed(challenge: string | undefined): boolean {
  return challenge !== undefined && !/^[\w-]{43}$/.test(challenge);
}

export const pkceChallengeMalformedMatches: Defect = {
  name: 'pkce.challenge-malformed-matches',
  summary: 'A challenge that is no hash is kept, and later not compared.',
  clause: 'RFC 7636 §4.2',
  replacementOf: replaceSteps(
    replaceStep(checkChallenge, async (context) => {
      if (!isMalformed(context.parameters.get('code_challenge'))) await checkChallenge.run(context);
    }),
    replaceStep(checkPkce, async (context) => {
      if (!isMalformed(context.code?.challenge)) await checkPkce.run(context);
    }),
  ),
};
