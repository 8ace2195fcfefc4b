import type { App, Endpoint } from '../context.ts';
import { type Ports, portsInForce } from '../control/defect.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { Code, Grant, RefreshToken } from '../store/store.ts';
import { type DialectRules, dialectRules } from './dialects.ts';
import type { NamedToken } from './find-named-token.ts';
import type { Parameters } from './parameters.ts';

/** One token request on its way through the steps; each optional member is filled by the step named. */
export interface TokenContext {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  readonly ports: Ports;
  readonly rules: DialectRules;
  /** `readTokenParameters` */
  parameters: Parameters;
  /** `authenticateClient` */
  client?: App;
  /** `findCode` */
  code?: Code;
  /** `findRefreshToken` */
  refreshToken?: RefreshToken;
  /** `findGrant` */
  grant?: Grant;
  /** `checkClientScope`, `checkRefreshScope`: the scope of the access token to come. */
  scope?: string;
  /** `findNamedToken` */
  named?: NamedToken;
  reply?: Reply;
}

export function createTokenContext(request: IncomingRequest, endpoint: Endpoint): TokenContext {
  return {
    request,
    endpoint,
    ports: portsInForce(endpoint.core.ports),
    rules: dialectRules[endpoint.dialect],
    parameters: new Map(),
  };
}

/** The portal documents neither revocation nor introspection, so that the RFC stands in both dialects. */
export function createUndocumentedContext(request: IncomingRequest, endpoint: Endpoint): TokenContext {
  return { ...createTokenContext(request, endpoint), rules: dialectRules.standard };
}

/** What an earlier step has filled in; a gap is a fault of the step table, not of the request. */
export function filled<Context, Name extends keyof Context & string>(
  context: Context,
  name: Name,
): NonNullable<Context[Name]> {
  const value = context[name];
  if (value === undefined || value === null) throw new Error(`no step has filled in ${name}`);
  return value;
}
