import type { Endpoint } from '../context.ts';
import { errorPage } from '../portal/error-page.ts';
import { htmlPage } from '../portal/layout.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { errorResponse } from './authorization-response.ts';
import { type AuthorizeContext, createAuthorizeContext } from './authorize-context.ts';
import { beginInteraction } from './begin-interaction.ts';
import { checkAudience } from './check-audience.ts';
import {
  checkAuthorizeScope,
  checkChallenge,
  checkChallengeMethod,
  checkPrompt,
  checkResponseMode,
  checkResponseType,
} from './check-authorize-request.ts';
import { OAuthError, UntrustedRedirect } from './errors.ts';
import { checkAuthorizeGrant, checkRedirectUri, identifyClient } from './identify-client.ts';
import {
  readAuthorizeParameters,
  refuseRepeatedParameters,
  requireGetOrPost,
} from './read-authorize-parameters.ts';

// Client and redirect URI first: only once both are sure may an error be sent there (RFC 6749 §4.1.2.1).
export const authorizeSteps: readonly Step<AuthorizeContext>[] = [
  requireGetOrPost,
  readAuthorizeParameters,
  identifyClient,
  checkRedirectUri,
  refuseRepeatedParameters,
  checkAuthorizeGrant,
  checkResponseType,
  checkResponseMode,
  checkPrompt,
  checkChallengeMethod,
  checkChallenge,
  checkAudience,
  checkAuthorizeScope,
  beginInteraction,
];

/** The authorization endpoint (RFC 6749 §3.1). */
export async function handleAuthorize(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const context = createAuthorizeContext(request, endpoint);
  try {
    return await runSteps(authorizeSteps, context);
  } catch (error) {
    const { redirectUri } = context;
    if (error instanceof OAuthError && redirectUri !== undefined) {
      // Of two states none is the client's for sure.
      const state = context.repeated.has('state') ? undefined : context.parameters.get('state');
      return errorResponse(error, { redirectUri, state }, endpoint);
    }
    if (error instanceof UntrustedRedirect) return htmlPage(400, errorPage(error.message));
    throw error;
  }
}
