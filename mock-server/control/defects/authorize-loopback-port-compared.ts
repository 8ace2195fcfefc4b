import { UntrustedRedirect } from '../../oauth/errors.ts';
import { checkRedirectUri } from '../../oauth/identify-client.ts';
import { filled } from '../../oauth/token-context.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const authorizeLoopbackPortCompared: Defect = {
  name: 'authorize.loopback-port-compared',
  summary: 'The loopback redirect URI of a native app is compared with its port.',
  clause: 'RFC 8252 §7.3',
  report: 'https://github.com/better-auth/better-auth/issues/8426',
  replacementOf: afterStep(checkRedirectUri, (context) => {
    const { redirectUris } = filled(context, 'app');
    if (!redirectUris.includes(filled(context, 'redirectUri')))
      throw new UntrustedRedirect('The redirect_uri is not registered.');
  }),
};
