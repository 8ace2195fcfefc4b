import type { Step } from '../step.ts';
import type { AuthorizeContext } from './authorize-context.ts';
import { UnauthorizedClient, UntrustedRedirect } from './errors.ts';
import { isRegisteredRedirect } from './match-redirect-uri.ts';
import { filled } from './token-context.ts';

export const identifyClient: Step<AuthorizeContext> = {
  name: 'identify-client',
  async run(context) {
    const id = context.parameters.get('client_id');
    if (id === undefined)
      throw new UntrustedRedirect('The request does not say which app it comes from (client_id).');
    if (context.repeated.has('client_id'))
      throw new UntrustedRedirect('The request names its app twice (client_id).');
    const app = await context.endpoint.core.apps.find(id);
    if (!app) throw new UntrustedRedirect('No app is registered under this client_id.');
    context.app = app;
  },
};

/** A registered one (AC-4); left out, the only registered one stands in (RFC 6749 §3.1.2.3). */
export const checkRedirectUri: Step<AuthorizeContext> = {
  name: 'check-redirect-uri',
  run(context) {
    const app = filled(context, 'app');
    const { redirectUris } = app;
    if (context.repeated.has('redirect_uri')) {
      throw new UntrustedRedirect('The request has more than one redirect_uri.');
    }
    const sent = context.parameters.get('redirect_uri');
    const only = redirectUris.length === 1 ? redirectUris[0] : undefined;
    const redirectUri = sent ?? only;
    if (redirectUri === undefined) {
      throw new UntrustedRedirect(
        'The request must name one of the redirect URIs of the app (redirect_uri).',
      );
    }
    if (!isRegisteredRedirect(redirectUri, app)) {
      throw new UntrustedRedirect(
        'The redirect_uri is not registered for this app, character for character.',
      );
    }
    context.redirectUri = redirectUri;
  },
};

export const checkAuthorizeGrant: Step<AuthorizeContext> = {
  name: 'check-authorize-grant',
  run(context) {
    if (!filled(context, 'app').grants.has('authorization_code')) {
      throw new UnauthorizedClient('the client is not registered for the authorization code grant');
    }
  },
};
