import type { App } from '../context.ts';
import type { Step } from '../step.ts';
import type { AppRegistry } from '../store/apps.ts';
import { InvalidClient, InvalidRequest } from './errors.ts';
import { isSecretOf } from './secrets.ts';
import type { TokenContext } from './token-context.ts';

interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/** HTTP Basic or `client_id` and `client_secret` in the body, never both (RFC 6749 §2.3, §2.3.1). */
export const authenticateClient: Step<TokenContext> = {
  name: 'authenticate-client',
  async run(context) {
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
    context.client = await clientOf(endpoint.core.apps, credentials);
  },
};

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
  const secret = parameters.get('client_secret');
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

async function clientOf(apps: AppRegistry, { id, secret }: Credentials): Promise<App> {
  const app = await apps.find(id);
  // Compared even for an unknown id, so that time does not tell which ids exist.
  const isRight = isSecretOf(secret, app?.secretHash);
  if (!app || !isRight) throw new InvalidClient('Invalid client credentials');
  return app;
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
