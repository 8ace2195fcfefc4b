import { checkTokenRedirectUri } from '../../oauth/redeem-code.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const codeRedirectUriNotCompared: Defect = {
  name: 'code.redirect-uri-not-compared',
  summary: 'The redirect URI of the token request is not looked at.',
  clause: 'RFC 6749 §4.1.3',
  replacementOf: withoutStep(checkTokenRedirectUri),
};
