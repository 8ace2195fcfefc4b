import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceVerifierOptional: Defect = {
  name: 'pkce.verifier-optional',
  summary: 'The code verifier is compared with the challenge only if one is sent.',
  clause: 'RFC 7636 §4.5',
  replacementOf: replaceStep(checkPkce, async (context) => {
    if (context.parameters.has('code_verifier')) await checkPkce.run(context);
  }),
};
