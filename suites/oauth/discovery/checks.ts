import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation, NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { tokenRequest } from '../../runner/oauth.ts';
import type { Clause } from '../../runner/result.ts';
import { endpointsOf } from '../metadata.ts';

type Document = Readonly<Record<string, unknown>>;

const smartConfiguration: Clause = {
  text: 'SMART App Launch 2.0.0, using well-known',
  url: 'https://hl7.org/fhir/smart-app-launch/STU2/conformance.html#using-well-known',
};

export function judgeServerMetadata(
  document: Document | undefined,
  exchange: RawExchange,
  issuer: string,
): Expectation[] {
  const type = headerOf(exchange, 'content-type') ?? 'no Content-Type';
  return [
    {
      ok: document !== undefined && /^application\/json\s*(;|$)/i.test(type),
      what: 'authorization server metadata',
      expected: '200 with a JSON object as application/json',
      received: `HTTP ${exchange.response.status}, ${type}`,
      evidence: [exchange],
    },
    {
      ok: document?.issuer === issuer,
      what: 'issuer',
      where: 'member "issuer"',
      expected: `${issuer}, from which the address was made`,
      received: String(document?.issuer ?? 'absent'),
      evidence: [exchange],
    },
  ];
}

/** Members of a SMART configuration that are always required, or so for servers that let apps launch. */
const required = [
  'authorization_endpoint',
  'token_endpoint',
  'grant_types_supported',
  'capabilities',
  'code_challenge_methods_supported',
];

export function judgeSmartConfiguration(
  document: Document | undefined,
  exchange: RawExchange,
): Expectation[] {
  if (!document)
    return [
      {
        ok: false,
        what: 'SMART configuration',
        expected: '200 with a JSON object',
        received: `HTTP ${exchange.response.status}`,
        evidence: [exchange],
      },
    ];
  return required.map((name) => ({
    ok: document[name] !== undefined,
    what: 'SMART configuration',
    where: `member "${name}"`,
    expected: 'present',
    received: document[name] === undefined ? 'absent' : 'present',
    evidence: [exchange],
  }));
}

/** Endpoints that can be asked without doing anything, and how. */
const asked: readonly (readonly [member: string, method: 'GET' | 'POST'])[] = [
  ['authorization_endpoint', 'GET'],
  ['token_endpoint', 'POST'],
  ['revocation_endpoint', 'POST'],
  ['introspection_endpoint', 'POST'],
  ['userinfo_endpoint', 'GET'],
  ['jwks_uri', 'GET'],
];

/** One line per endpoint or grant that is advertised: it must answer as such. */
async function judgeAdvertised(t: CheckContext, document: Document): Promise<void> {
  for (const [name, method] of asked) {
    const url = document[name];
    if (typeof url !== 'string') continue;
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' };
    const exchange = await t.send({ method, url, ...(method === 'POST' && form) });
    const { status } = exchange.response;
    t.expect({
      ok: status !== 404 && status !== 405 && status < 500,
      what: name,
      expected: 'an address that answers',
      received: `HTTP ${status}`,
      evidence: [exchange],
    });
  }
  const client = t.target.clients.directory ?? t.target.clients.member;
  const grants = document.grant_types_supported;
  for (const grant of Array.isArray(grants) ? grants : []) {
    if (grant === 'implicit' || typeof grant !== 'string' || !client) continue;
    const exchange = await t.send(tokenRequest(t.target, { form: { grant_type: grant }, as: client }));
    const error = jsonObjectOf(exchange)?.error;
    t.expect({
      ok: error !== 'unsupported_grant_type' && exchange.response.status < 500,
      what: `grant type ${grant}`,
      where: 'grant_types_supported',
      expected: 'served',
      received: error === undefined ? `HTTP ${exchange.response.status}` : `error=${String(error)}`,
      evidence: [exchange],
    });
  }
}

export const discovery: readonly Check[] = [
  {
    id: 'oauth.discovery.server-metadata',
    title: 'The authorization server publishes its metadata, under its own name',
    level: 'SHOULD',
    under: 'smart',
    requirements: [],
    clauses: [rfc(8414, '3'), rfc(8414, '3.3')],
    why: 'Client libraries configure themselves from it; a name that differs makes them refuse.',
    fix: 'Publish /.well-known/oauth-authorization-server with the issuer of the address.',
    detects: ['metadata.issuer-differs', 'metadata.not-published'],
    needs: [],
    async run(t) {
      const { server, serverExchange, issuer } = await endpointsOf(t);
      t.judge(...judgeServerMetadata(server, serverExchange, issuer));
    },
  },
  {
    id: 'oauth.discovery.smart-configuration',
    title: 'The FHIR server publishes its SMART configuration',
    level: 'SHALL',
    under: 'smart',
    requirements: [],
    clauses: [smartConfiguration],
    why: 'SMART apps find login and token endpoint by it, and by nothing else.',
    fix: 'Publish /.well-known/smart-configuration below the FHIR base with the required members.',
    detects: ['smart.configuration-incomplete', 'smart.configuration-missing'],
    needs: ['patient access'],
    async run(t) {
      const { smart, smartExchange } = await endpointsOf(t);
      if (!smartExchange) throw new NotExercised('there is no Patient Access base');
      t.judge(...judgeSmartConfiguration(smart, smartExchange));
    },
  },
  {
    id: 'oauth.discovery.truth',
    title: 'What the metadata advertise is there',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(8414, '2')],
    why: 'A client that configures itself from the metadata fails where they promise too much.',
    fix: 'List only endpoints and grants that are served.',
    detects: ['metadata.grant-not-served', 'metadata.endpoint-not-there'],
    needs: [],
    async run(t) {
      const { server, smart } = await endpointsOf(t);
      for (const document of [server, smart]) if (document) await judgeAdvertised(t, document);
      if (t.findings.length === 0) throw new DoesNotApply('the target publishes no metadata');
    },
  },
];
