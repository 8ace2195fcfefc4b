import type { Step } from '../step.ts';
import type { AuthorizeContext } from './authorize-context.ts';
import { InteractionRequired, InvalidRequest, InvalidScope, UnsupportedResponseType } from './errors.ts';
import { offeredTypes } from './offered-types.ts';
import { grantedScope, parseScope } from './scope.ts';
import { filled } from './token-context.ts';

/** base64url of a SHA-256 without padding is 43 characters (RFC 7636 §4.2). */
const challengeSyntax = /^[A-Za-z0-9_-]{43}$/;

export const checkResponseType: Step<AuthorizeContext> = {
  name: 'check-response-type',
  run({ parameters }) {
    const responseType = parameters.get('response_type');
    if (responseType === undefined) throw new InvalidRequest('response_type is missing');
    if (responseType !== 'code') throw new UnsupportedResponseType('response_type must be code');
  },
};

/** The answer comes in the query; an app that waits for it elsewhere would wait for ever. */
export const checkResponseMode: Step<AuthorizeContext> = {
  name: 'check-response-mode',
  run({ parameters }) {
    if ((parameters.get('response_mode') ?? 'query') !== 'query') {
      throw new InvalidRequest('response_mode must be query');
    }
  },
};

/** Members are always asked, so that an answer without a page is not to be had (OpenID Connect Core §3.1.2.6). */
export const checkPrompt: Step<AuthorizeContext> = {
  name: 'check-prompt',
  run({ parameters }) {
    if (parameters.get('prompt')?.split(' ').includes('none')) {
      throw new InteractionRequired('the member has to sign in and consent');
    }
  },
};

/** S256 only: a missing method would mean plain (RFC 7636 §4.3; AC-3). */
export const checkChallengeMethod: Step<AuthorizeContext> = {
  name: 'check-challenge-method',
  run({ parameters }) {
    if (parameters.get('code_challenge_method') !== 'S256') {
      throw new InvalidRequest('code_challenge_method must be S256');
    }
  },
};

/** PKCE is required (RFC 7636 §4.4.1; AC-3). */
export const checkChallenge: Step<AuthorizeContext> = {
  name: 'check-challenge',
  run({ parameters }) {
    const challenge = parameters.get('code_challenge');
    if (challenge === undefined) throw new InvalidRequest('code_challenge is missing');
    if (!challengeSyntax.test(challenge)) {
      throw new InvalidRequest('code_challenge must be 43 characters of base64url without padding');
    }
  },
};

/** Unknown scopes, and scopes of which the app could be granted nothing, are refused (RFC 6749 §3.3). */
export const checkAuthorizeScope: Step<AuthorizeContext> = {
  name: 'check-authorize-scope',
  run(context) {
    const requested = context.parameters.get('scope');
    if (requested === undefined) return;
    const scope = parseScope(requested, 'member').join(' ');
    const offered = offeredTypes(filled(context, 'app'), scope, context.endpoint.dialect);
    if (grantedScope(scope, offered, offered, 'member') === '') {
      throw new InvalidScope('the scope reaches none of the products of the app');
    }
    context.scope = scope;
  },
};
