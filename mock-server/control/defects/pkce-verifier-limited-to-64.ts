import { checkPkce } from '../../oauth/check-pkce.ts';
import { InvalidGrant } from '../../oauth/errors.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const pkceVerifierLimitedTo64: Defect = {
  name: 'pkce.verifier-limited-to-64',
  summary: 'Verifiers of more than 64 characters are refused.',
  clause: 'RFC 7636 §4.1',
  replacementOf: afterStep(checkPkce, ({ parameters }) => {
    if ((parameters.get('code_verifier') ?? '').length > 64)
      throw new InvalidGrant('code_verifier does not belong to the code');
  }),
};
