import { type CheckContext, type Expectation, NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';

/** One protected address per API that the target has and protects. */
export async function protectedUrls(t: CheckContext): Promise<string[]> {
  const { patientAccess, providerDirectory } = t.target;
  const urls = patientAccess ? [`${patientAccess}/Patient`] : [];
  if (providerDirectory) {
    const url = `${providerDirectory}/Practitioner?_count=1`;
    const open = await t.session.share('open directory', () =>
      t.session.http.send({ method: 'GET', url }, 'harvest'),
    );
    if (open.response.status !== 200) urls.push(url);
  }
  if (urls.length === 0) throw new NotExercised('the target descriptor gives no protected FHIR base');
  return urls;
}

export function ask(t: CheckContext, url: string, authorization: string | undefined): Promise<RawExchange> {
  const accept = 'application/fhir+json';
  return t.send({
    method: 'GET',
    url,
    headers: authorization === undefined ? { accept } : { accept, authorization },
  });
}

/** Asked for once per API; several checks read the answers. */
async function onEach(
  t: CheckContext,
  what: string,
  authorization: () => string | undefined,
): Promise<RawExchange[]> {
  const exchanges: RawExchange[] = [];
  for (const url of await protectedUrls(t))
    exchanges.push(t.cite(await t.session.share(`${what} ${url}`, () => ask(t, url, authorization()))));
  return exchanges;
}

export function garbled(t: CheckContext): Promise<RawExchange[]> {
  return onEach(t, 'garbled token', () => `Bearer ${t.session.random()}`);
}

export function withoutToken(t: CheckContext): Promise<RawExchange[]> {
  return onEach(t, 'no token', () => undefined);
}

/** The security part: no resource came out. */
export function nothingGiven(exchange: RawExchange): Expectation {
  const body = jsonObjectOf(exchange);
  const given =
    exchange.response.status < 400 ||
    (body?.resourceType !== undefined && body.resourceType !== 'OperationOutcome');
  return {
    ok: !given,
    part: 'security',
    what: `what ${new URL(exchange.request.url).pathname} gives`,
    expected: 'no resource',
    received: given
      ? `HTTP ${exchange.response.status} with ${String(body?.resourceType ?? 'a body')}`
      : 'no resource',
    cost: 'Anyone can read the API.',
    evidence: [exchange],
  };
}

/** The `error` of a Bearer challenge (RFC 6750 §3.1). */
export function judgeChallengeError(exchange: RawExchange, code: string): Expectation {
  const value = headerOf(exchange, 'www-authenticate');
  const stated = /^\s*Bearer\b.*\berror\s*=\s*"?([a-z_]+)"?/i.exec(value ?? '')?.[1];
  return {
    ok: stated === code,
    what: 'challenge',
    where: 'header WWW-Authenticate',
    expected: `Bearer error="${code}"`,
    received: value ?? 'no such header',
    evidence: [exchange],
  };
}
