import { checkTokenRedirectUri } from '../../oauth/redeem-code.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const codeRedirectUriOptional: Defect = {
  name: 'code.redirect-uri-optional',
  summary: 'The token request may leave out the redirect URI that the authorization request named.',
  clause: 'RFC 6749 §4.1.3',
  replacementOf: replaceStep(checkTokenRedirectUri, (context) =>
    checkTokenRedirectUri.run({ ...context, rules: { ...context.rules, redirectUriRequired: false } }),
  ),
};
