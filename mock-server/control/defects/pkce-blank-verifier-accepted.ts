import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceBlankVerifierAccepted: Defect = {
  name: 'pkce.blank-verifier-accepted',
  summary: 'A code verifier that is there but blank passes for any challenge.',
  clause: 'RFC 7636 §4.1',
  replacementOf: replaceStep(checkPkce, async (context) => {
    if (context.request.form?.get('code_verifier') !== '') await checkPkce.run(context);
  }),
};
