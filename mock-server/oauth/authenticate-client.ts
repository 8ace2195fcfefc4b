import { after } from '../awaitable.ts';
import type { App } from '../context.ts';
import type { Step } from '../step.ts';
import { InvalidClient, InvalidRequest, TooManyAttempts } from './errors.ts';
import { isSecretOf } from './secrets.ts';
import { throttleOf } from './throttle.ts';
import type { TokenContext } from './token-context.ts';

interface Credentials {
  readonly id: string;
  /** Absent from a public client. */
  readonly secret: string | undefined;
}

/** Guessing of secrets is slowed down (RFC 6749 §2.3.1), per client and address. */
export const refuseTooManyFailures: Step<TokenContext> = {
  name: 'refuse-too-many-failures',
  run(context) {
    const throttle = throttleOf(context.endpoint.core);
    if (throttle.isEmpty) return;
    const wait = throttle.wait(attemptName(context), context.ports.clock.now());
    if (wait > 0) throw new TooManyAttempts(wait);
  },
};

/**
 * HTTP Basic or `client_id` and `client_secret` in the body, never both (RFC 6749 §2.3, §2.3.1). A public client has no
 * secret and sends its `client_id` alone (§3.2.1); PKCE and rotation protect it.
 */
export const authenticateClient: Step<TokenContext> = {
  name: 'authenticate-client',
  run(context) {
    const { request, parameters, endpoint } = context;
    const header = request.headers.authorization;
    if (header !== undefined && parameters.has('client_secret')) {
      throw new InvalidRequest('two methods of client authentication in one request');
    }
    const credentials = header === undefined ? bodyCredentials(parameters) : basicCredentials(header);
    if (!credentials) throw new InvalidClient('client authentication is missing or malformed');
    const named = parameters.get('client_id');
    if (named !== undefined && named !== credentials.id) {
      throw new InvalidRequest('client_id is not the authenticated client');
    }
    return after(endpoint.core.apps.find(credentials.id), (app) => judge(context, app, credentials));
  },
};

function judge(context: TokenContext, app: App | undefined, { secret }: Credentials): void {
  const throttle = throttleOf(context.endpoint.core);
  if (!isAuthentic(app, secret)) {
    if (secret !== undefined) throttle.fail(attemptName(context), context.ports.clock.now());
    throw new InvalidClient('Invalid client credentials');
  }
  if (!throttle.isEmpty) throttle.succeed(attemptName(context));
  context.client = app;
}

/** `undefined` when the header is not well-formed Basic; id and secret are form-encoded within (RFC 6749 §2.3.1). */
export function basicCredentials(header: string): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return undefined;
  const id = formDecoded(pair.slice(0, colon));
  const secret = formDecoded(pair.slice(colon + 1));
  return id && secret ? { id, secret } : undefined;
}

function bodyCredentials(parameters: TokenContext['parameters']): Credentials | undefined {
  const id = parameters.get('client_id');
  return id === undefined ? undefined : { id, secret: parameters.get('client_secret') };
}

/** Compared even for an unknown id, so that time does not tell which ids exist. */
function isAuthentic(app: App | undefined, secret: string | undefined): app is App {
  const isRight = isSecretOf(secret ?? '', app?.secretHash);
  return isRight || (app !== undefined && app.secretHash === undefined && secret === undefined);
}

function attemptName({ request, parameters }: TokenContext): string {
  const { authorization } = request.headers;
  const id = authorization === undefined ? parameters.get('client_id') : basicCredentials(authorization)?.id;
  return `${request.remoteAddress ?? ''}\n${id ?? ''}`;
}

const needsDecoding = /[%+]/;

function formDecoded(text: string): string | undefined {
  if (!needsDecoding.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
