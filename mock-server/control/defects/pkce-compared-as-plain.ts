import { checkPkce } from '../../oauth/check-pkce.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const pkceComparedAsPlain: Defect = {
  name: 'pkce.compared-as-plain',
  summary: 'A verifier that equals the challenge is accepted although the method was S256.',
  clause: 'RFC 7636 §4.6',
  replacementOf: replaceStep(checkPkce, async (context) => {
    if (context.parameters.get('code_verifier') !== context.code?.challenge) await checkPkce.run(context);
  }),
};
