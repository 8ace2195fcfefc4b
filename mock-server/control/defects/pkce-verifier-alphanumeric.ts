import { checkPkce } from '../../oauth/check-pkce.ts';
import { InvalidGrant } from '../../oauth/errors.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const pkceVerifierAlphanumeric: Defect = {
  name: 'pkce.verifier-alphanumeric',
  summary: 'Verifiers with a full stop or a tilde are refused.',
  clause: 'RFC 7636 §4.1',
  replacementOf: afterStep(checkPkce, ({ parameters }) => {
    if (/[.~]/.test(parameters.get('code_verifier') ?? ''))
      throw new InvalidGrant('code_verifier does not belong to the code');
  }),
};
