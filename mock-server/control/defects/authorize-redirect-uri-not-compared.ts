import { checkRedirectUri } from '../../oauth/identify-client.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeRedirectUriNotCompared: Defect = {
  name: 'authorize.redirect-uri-not-compared',
  summary: 'Any redirect URI is redirected to, registered or not.',
  clause: 'RFC 6749 §3.1.2.3',
  report: 'https://github.com/apifest/apifest-oauth20/issues/96',
  replacementOf: replaceStep(checkRedirectUri, async (context) => {
    const sent = context.parameters.get('redirect_uri');
    if (sent !== undefined && URL.canParse(sent)) context.redirectUri = sent;
    else await checkRedirectUri.run(context);
  }),
};
