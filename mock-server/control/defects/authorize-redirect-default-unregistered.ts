import { checkRedirectUri } from '../../oauth/identify-client.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeRedirectDefaultUnregistered: Defect = {
  name: 'authorize.redirect-default-unregistered',
  summary: 'A request without redirect_uri is answered at an address that the app never registered.',
  clause: 'RFC 6749 §3.1.2.3',
  replacementOf: replaceStep(checkRedirectUri, async (context) => {
    if (context.parameters.has('redirect_uri')) await checkRedirectUri.run(context);
    else context.redirectUri = 'https://apps.example/callback';
  }),
};
