import { checkPkce } from '../../oauth/check-pkce.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const pkceVerifierNotCompared: Defect = {
  name: 'pkce.verifier-not-compared',
  summary: 'The code verifier is never compared with the challenge.',
  clause: 'RFC 7636 §4.6',
  report: 'https://github.com/OpenIdentityPlatform/OpenAM/issues/506',
  replacementOf: withoutStep(checkPkce),
};
