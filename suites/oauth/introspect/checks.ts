import { type Check, rfc } from '../../runner/check.ts';
import type { CheckContext, Expectation } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import type { Clause } from '../../runner/result.ts';
import { endpointRequest } from '../endpoint-request.ts';
import { status } from '../judge.ts';
import { endpoint } from '../metadata.ts';

const smart: Clause = {
  text: 'SMART App Launch 2.0.0, token introspection',
  url: 'https://hl7.org/fhir/smart-app-launch/STU2/token-introspection.html',
};
const facts = { requirements: [], under: 'smart', needs: ['member client'], level: 'SHALL' } as const;

async function introspect(t: CheckContext, token: string, anonymous = false): Promise<RawExchange> {
  const as = anonymous ? undefined : t.session.memberClient();
  return t.send(endpointRequest(await endpoint(t, 'introspect'), token, as));
}

/** RFC 7662 §2.2: what is said of a live token. */
export function judgeActive(
  exchange: RawExchange,
  clientId: string,
  patient: string | undefined,
): Expectation[] {
  const body = jsonObjectOf(exchange);
  const member = (name: string, ok: boolean, expected: string): Expectation => ({
    ok,
    what: 'what is said of a live token',
    where: `member "${name}"`,
    expected,
    received: body?.[name] === undefined ? 'absent' : JSON.stringify(body[name]),
    evidence: [exchange],
  });
  return [
    status(exchange, 200),
    member('active', body?.active === true, 'true'),
    member('scope', typeof body?.scope === 'string' && body.scope !== '', 'scope tokens'),
    member('client_id', body?.client_id === clientId, 'the client of the token'),
    member('exp', typeof body?.exp === 'number' && body.exp < 1e11, 'seconds since 1970, as a number'),
    ...(patient === undefined
      ? []
      : [member('patient', body?.patient === patient, 'the patient of the token')]),
  ];
}

export function judgeInactive(exchange: RawExchange, what: string): Expectation[] {
  const body = jsonObjectOf(exchange);
  return [
    status(exchange, 200),
    {
      ok: body?.active === false && Object.keys(body).length === 1,
      what: `what is said of ${what}`,
      expected: '{"active":false}',
      received: exchange.response.body.slice(0, 200),
      evidence: [exchange],
    },
  ];
}

export const introspection: readonly Check[] = [
  {
    ...facts,
    id: 'oauth.introspect.authentication-required',
    title: 'Introspection without credentials is refused',
    security: true,
    clauses: [rfc(7662, '2.1'), rfc(7662, '2.3'), rfc(7662, '4')],
    why: 'Whoever may ask can try tokens until one is live.',
    fix: 'Authenticate the caller before looking at the token; answer 401.',
    detects: ['introspect.authentication-optional'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      const exchange = await introspect(t, accessToken, true);
      const told = jsonObjectOf(exchange)?.active !== undefined;
      t.judge(
        {
          ok: !told,
          part: 'security',
          what: 'what a stranger is told of a token',
          expected: 'nothing',
          received: told ? 'whether it is active' : `HTTP ${exchange.response.status}`,
          evidence: [exchange],
        },
        status(exchange, 401, 400),
      );
    },
  },
  {
    ...facts,
    id: 'oauth.introspect.active-token',
    title: 'A live token is told with scope, client, expiry and patient',
    clauses: [rfc(7662, '2.2'), smart],
    why: 'A resource server decides by these members.',
    fix: 'Answer active, scope, client_id, exp (a number of seconds) and the launch context.',
    detects: ['introspect.active-is-text', 'introspect.patient-missing'],
    companionOf: ['response.access-token-guessable'],
    async run(t) {
      const { accessToken, body } = await t.session.memberToken();
      const patient = typeof body.patient === 'string' ? body.patient : undefined;
      t.judge(...judgeActive(await introspect(t, accessToken), t.session.memberClient().id, patient));
    },
  },
  {
    ...facts,
    id: 'oauth.introspect.inactive-token',
    title: 'Of a token that is not live nothing is told but that',
    clauses: [rfc(7662, '2.2')],
    why: 'More would tell a guesser how near he is.',
    fix: 'Answer 200 with {"active":false} and nothing else, for unknown, expired and revoked tokens alike.',
    detects: ['introspect.unknown-token-told'],
    async run(t) {
      t.judge(...judgeInactive(await introspect(t, t.session.random()), 'an unknown token'));
    },
  },
];
