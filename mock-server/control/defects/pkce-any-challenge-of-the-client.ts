import type { SandboxCore } from '../../context.ts';
import { rememberBy } from '../../fhir/remember.ts';
import { beginInteraction } from '../../oauth/begin-interaction.ts';
import { challengeOf, checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { afterStep, replaceSteps } from './support/steps.ts';

const challenges = rememberBy((_core: SandboxCore) => new Set<string>());

export const pkceAnyChallengeOfTheClient: Defect = {
  name: 'pkce.any-challenge-of-the-client',
  summary: 'A verifier is good for any code of its client, not only for its own.',
  clause: 'RFC 7636 §4.4',
  replacementOf: replaceSteps(
    afterStep(beginInteraction, ({ endpoint, parameters }) => {
      challenges(endpoint.core).add(parameters.get('code_challenge') ?? '');
    }),
    replaceStep(checkPkce, async (context) => {
      const { parameters, endpoint } = context;
      const challenge = challengeOf(parameters.get('code_verifier') ?? '');
      if (!challenges(endpoint.core).has(challenge)) await checkPkce.run(context);
    }),
  ),
};
