import type { App, Endpoint } from '../context.ts';
import { type Ports, portsInForce } from '../control/defect.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { type DialectRules, dialectRules } from './dialects.ts';
import type { Parameters } from './parameters.ts';

/** One authorization request on its way through the steps; each optional member is filled by the step named. */
export interface AuthorizeContext {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  readonly ports: Ports;
  readonly rules: DialectRules;
  /** `readAuthorizeParameters` */
  parameters: Parameters;
  /** `readAuthorizeParameters`: names that were sent more than once. */
  repeated: ReadonlySet<string>;
  /** `identifyClient` */
  app?: App;
  /** `checkRedirectUri`; from here on errors are sent to the app. */
  redirectUri?: string;
  /** `checkAuthorizeScope`; stays absent when no scope was requested. */
  scope?: string;
  reply?: Reply;
}

export function createAuthorizeContext(request: IncomingRequest, endpoint: Endpoint): AuthorizeContext {
  return {
    request,
    endpoint,
    ports: portsInForce(endpoint.core.ports),
    rules: dialectRules[endpoint.dialect],
    parameters: new Map(),
    repeated: new Set(),
  };
}
