import { UnauthorizedClient, UntrustedRedirect } from '../../oauth/errors.ts';
import { identifyClient } from '../../oauth/identify-client.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeUnknownClientRedirected: Defect = {
  name: 'authorize.unknown-client-redirected',
  summary: 'The error about an unknown client is sent to whatever redirect URI the request names.',
  clause: 'RFC 6749 §4.1.2.1',
  replacementOf: replaceStep(identifyClient, async (context) => {
    try {
      await identifyClient.run(context);
    } catch (error) {
      const sent = context.parameters.get('redirect_uri');
      if (sent === undefined || !(error instanceof UntrustedRedirect)) throw error;
      context.redirectUri = sent;
      throw new UnauthorizedClient('the client is not registered');
    }
  }),
};
