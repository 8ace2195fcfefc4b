import { checkRedirectUri } from '../../oauth/identify-client.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeRedirectPrefixMatch: Defect = {
  name: 'authorize.redirect-prefix-match',
  summary: 'A redirect URI that begins with a registered one is redirected to.',
  clause: 'RFC 9700 §2.1',
  report: 'https://github.com/openshift/osin/issues/209',
  replacementOf: replaceStep(checkRedirectUri, async (context) => {
    const sent = context.parameters.get('redirect_uri');
    const isSimilar =
      sent !== undefined && context.app?.redirectUris.some((registered) => sent.startsWith(registered));
    if (isSimilar) context.redirectUri = sent;
    else await checkRedirectUri.run(context);
  }),
};
