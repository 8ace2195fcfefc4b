import { challengeOf, checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceVerifierLengthNotChecked: Defect = {
  name: 'pkce.verifier-length-not-checked',
  summary: 'A verifier of any length is accepted.',
  clause: 'RFC 7636 §4.1',
  replacementOf: replaceStep(checkPkce, async (context) => {
    const verifier = context.parameters.get('code_verifier');
    if (verifier === undefined || challengeOf(verifier) !== context.code?.challenge)
      await checkPkce.run(context);
  }),
};
