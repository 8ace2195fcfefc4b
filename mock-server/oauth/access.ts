import { type Awaitable, after } from '../awaitable.ts';
import { type Access, type App, BearerError, type Dialect, type Endpoint } from '../context.ts';
import { type Ports, portsFor, portsInForce } from '../control/defect.ts';
import type { IncomingRequest } from '../reply.ts';
import { runUntil, type Step } from '../step.ts';
import type { Grant } from '../store/store.ts';
import { dialectRules } from './dialects.ts';
import { isGrantedByRight } from './representation.ts';
import { directoryTypes } from './resource-types.ts';
import { limitedInScope, typesInScope } from './scope.ts';
import { type AccessToken, openToken } from './sealed-token.ts';
import { filled } from './token-context.ts';

/** One bearer request on its way through the steps; each optional member is filled by the step named. */
export interface AccessContext {
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  readonly ports: Ports;
  /** `readBearerToken` */
  bearer?: string;
  /** `openAccessToken` */
  token?: AccessToken;
  /** `openAccessToken` */
  app?: App;
  /** `checkAccessGrant`, for member tokens */
  grant?: Grant;
  /** `limitAccess` */
  access?: Access;
}

/**
 * What the bearer token of a request opens.
 *
 * @throws BearerError RFC 6750 §3.1: 401 without code when there is no bearer token, 400 `invalid_request` when the
 *   request is malformed, 401 `invalid_token` when the token is not (or no longer) good
 */
export function accessOf(request: IncomingRequest, endpoint: Endpoint): Awaitable<Access> {
  const ports = portsInForce(endpoint.core.ports);
  return runUntil<AccessContext, Access>(({ access }) => access, accessSteps, { request, endpoint, ports });
}

/** From the Authorization header only: a token in the URI is not looked at (RFC 9700 §4.3.2). */
export const readBearerToken: Step<AccessContext> = {
  name: 'read-bearer-token',
  run(context) {
    const { headers, form } = context.request;
    const sent = (headers.authorization ?? '').trim();
    const at = sent.indexOf(' ');
    const scheme = at < 0 ? sent : sent.slice(0, at);
    if (scheme.toLowerCase() !== 'bearer') {
      throw new BearerError(401, undefined, 'a bearer token is needed');
    }
    const bearer = sent.slice(scheme.length).replace(/^ +/, '');
    if (bearer === '' || bearer.includes(' ')) {
      throw new BearerError(400, 'invalid_request', 'the Authorization header is malformed');
    }
    if (form?.has('access_token')) {
      throw new BearerError(400, 'invalid_request', 'the token is there in two places');
    }
    context.bearer = bearer;
  },
};

/** Only access tokens that were sealed here, for a client that is still registered. */
export const openAccessToken: Step<AccessContext> = {
  name: 'open-access-token',
  run(context) {
    const { core } = context.endpoint;
    const token = openToken(filled(context, 'bearer'), core.key);
    if (!token) throw invalidToken();
    return after(core.apps.find(token.client), (app) => {
      if (!app) throw invalidToken();
      context.token = token;
      context.app = app;
    });
  },
};

export const checkAccessExpiry: Step<AccessContext> = {
  name: 'check-access-expiry',
  run(context) {
    if (context.ports.clock.now() >= filled(context, 'token').exp) throw invalidToken();
  },
};

/** A withdrawn consent, a revoked family and a revoked token are over at once (AC-12, RFC 6749 §4.1.2, RFC 7009 §2). */
export const checkAccessGrant: Step<AccessContext> = {
  name: 'check-access-grant',
  run(context) {
    const { store } = context.ports;
    const { kind, grant: id = '', jti } = filled(context, 'token');
    if (kind === 'directory') {
      return after(store.isRevoked(jti), (isRevoked) => {
        if (isRevoked) throw invalidToken();
      });
    }
    return after(store.findLiveGrant(id, jti), (grant) => {
      const ports = portsFor(context.ports, context.app?.environment);
      if (!grant || !isGrantedByRight(grant, ports)) throw invalidToken();
      context.grant = grant;
    });
  },
};

/** The consented types of the app's products; in `standard` only those within the scope too. */
export const limitAccess: Step<AccessContext> = {
  name: 'limit-access',
  run(context) {
    const { endpoint, grant } = context;
    const token = filled(context, 'token');
    const app = filled(context, 'app');
    const known = limitedBefore.get(token);
    if (known && known.app === app && known.grant === grant && known.dialect === endpoint.dialect) {
      context.access = known.access;
      return;
    }
    context.access = limitedAccess(token, app, grant, endpoint.dialect);
    limitedBefore.set(token, { app, grant, dialect: endpoint.dialect, access: context.access });
  },
};

/** The same token, app and grant open the same; each is another object once it has changed. */
const limitedBefore = new WeakMap<
  AccessToken,
  {
    readonly app: App;
    readonly grant: Grant | undefined;
    readonly dialect: Dialect;
    readonly access: Access;
  }
>();

function limitedAccess(
  { kind, client: clientId, scope }: AccessToken,
  { products, environment }: App,
  grant: Grant | undefined,
  dialect: Dialect,
): Access {
  const isLimiting = dialectRules[dialect].scopeLimitsTypes;
  const scopeKind = kind === 'member' ? 'member' : 'client';
  const opened = (granted: ReadonlySet<string>) => {
    const ofApp = products.intersection(granted);
    if (!isLimiting) return { types: ofApp };
    const types = typesInScope(scope, ofApp, scopeKind);
    return { types, limited: limitedInScope(scope, types, scopeKind) };
  };
  if (kind === 'directory') return { kind, clientId, environment, ...opened(directoryTypes) };
  const { patientId, types } = filled({ grant }, 'grant');
  return { kind, clientId, environment, patientId, ...opened(new Set(types)) };
}

export const accessSteps: readonly Step<AccessContext>[] = [
  readBearerToken,
  openAccessToken,
  checkAccessExpiry,
  checkAccessGrant,
  limitAccess,
];

/** One message for all: why a token is not good is not for its bearer to know. */
function invalidToken(): BearerError {
  return new BearerError(401, 'invalid_token', 'Invalid access token');
}
