import { type CheckContext, NotExercised } from '../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../runner/http.ts';

type Document = Readonly<Record<string, unknown>>;

/** What the target publishes about itself. */
export interface Endpoints {
  /** The issuer that was asked. */
  readonly issuer: string;
  /** RFC 8414, or OpenID Connect Discovery where there is only that. */
  readonly server: Document | undefined;
  readonly serverExchange: RawExchange;
  /** SMART configuration of the Patient Access base. */
  readonly smart: Document | undefined;
  readonly smartExchange: RawExchange | undefined;
}

/** Where RFC 8414 §3.1 puts the metadata of an issuer: before its path. */
export function metadataUrl(issuer: string, suffix: string): string {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/${suffix}${pathname.replace(/\/$/, '')}`;
}

/** Fetched once in a run. */
export async function endpointsOf(t: CheckContext): Promise<Endpoints> {
  const found = await t.session.share('metadata', () => discover(t));
  t.cite(found.serverExchange);
  if (found.smartExchange) t.cite(found.smartExchange);
  return found;
}

async function discover(t: CheckContext): Promise<Endpoints> {
  const { oauth, patientAccess } = t.target;
  const issuer = oauth.issuer ?? new URL(oauth.token).origin;
  let serverExchange = await get(t, metadataUrl(issuer, 'oauth-authorization-server'));
  let server = documentOf(serverExchange);
  if (!server) {
    const exchange = await get(t, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    server = documentOf(exchange);
    if (server) serverExchange = exchange;
  }
  const smartExchange = patientAccess
    ? await get(t, `${patientAccess}/.well-known/smart-configuration`)
    : undefined;
  return { issuer, server, serverExchange, smart: smartExchange && documentOf(smartExchange), smartExchange };
}

function get(t: CheckContext, url: string): Promise<RawExchange> {
  return t.session.http.send({ method: 'GET', url, headers: { accept: 'application/json' } }, 'harvest');
}

function documentOf(exchange: RawExchange): Document | undefined {
  return exchange.response.status === 200 ? jsonObjectOf(exchange) : undefined;
}

/**
 * An endpoint that the descriptor or the metadata names.
 * @throws NotExercised when neither does
 */
export async function endpoint(t: CheckContext, name: 'revoke' | 'introspect'): Promise<string> {
  const described = t.target.oauth[name];
  if (described !== undefined) return described;
  const member = name === 'revoke' ? 'revocation_endpoint' : 'introspection_endpoint';
  const { server, smart } = await endpointsOf(t);
  const found = smart?.[member] ?? server?.[member];
  if (typeof found === 'string') return found;
  throw new NotExercised(`neither the descriptor (oauth.${name}) nor metadata name a ${member}`);
}
