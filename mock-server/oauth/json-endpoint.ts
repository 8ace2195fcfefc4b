import { type Awaitable, after, recovered } from '../awaitable.ts';
import type { Endpoint } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { withCors } from './cors.ts';
import { OAuthError, TooManyAttempts } from './errors.ts';
import type { TokenContext } from './token-context.ts';

/** Nothing of these answers may be kept by anything on the way (RFC 6749 §5.1). */
export const notStored = { 'cache-control': 'no-store', pragma: 'no-cache' } as const;

/**
 * An endpoint that takes a form from an authenticated client and answers in JSON.
 *
 * @param createContext makes the context that the steps work on
 */
export function createJsonEndpoint(
  steps: readonly Step<TokenContext>[],
  createContext: (request: IncomingRequest, endpoint: Endpoint) => TokenContext,
): (request: IncomingRequest, endpoint: Endpoint) => Awaitable<Reply> {
  return (request, endpoint) => {
    const context = createContext(request, endpoint);
    const reply = recovered(
      () => runSteps(steps, context),
      (error) => {
        if (!(error instanceof OAuthError)) throw error;
        return errorReply(error, context);
      },
    );
    return after(reply, (ready) => withCors(ready, request, endpoint));
  };
}

/** RFC 6749 §5.2; every 401 carries a challenge (RFC 9110 §15.5.2). */
function errorReply(error: OAuthError, { rules, parameters }: TokenContext): Reply {
  const { status, body } = rules.tokenError(error, parameters.get('grant_type'));
  const isThrottled = error instanceof TooManyAttempts;
  return jsonReply(isThrottled ? 429 : status, body, {
    ...notStored,
    ...(status === 401 &&
      !isThrottled && { 'www-authenticate': 'Basic realm="token endpoint", charset="UTF-8"' }),
    ...(isThrottled && { 'retry-after': String(error.retryAfterSeconds) }),
  });
}
