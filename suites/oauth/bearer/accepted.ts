import { type Check, rfc } from '../../runner/check.ts';
import type { CheckContext, Expectation } from '../../runner/context.ts';
import { headerOf, type RawExchange } from '../../runner/http.ts';
import { narrowedGrant, readNarrowed } from '../authorize/consent.ts';
import { status } from '../judge.ts';
import { ask, garbled, judgeChallengeError, withoutToken } from './ask.ts';

const base = { level: 'SHALL', needs: ['member client', 'patient access'] } as const;

/** A type of the member's data, read once with the token in its usual place. */
function readOwn(t: CheckContext, type = 'Patient'): Promise<RawExchange> {
  return t.session.share(`own ${type} by header`, async () => {
    const { accessToken } = await t.session.memberToken();
    return ask(t, `${t.target.patientAccess}/${type}`, `Bearer ${accessToken}`);
  });
}

/** A cache that serves many must not keep what one member may see. */
export function judgePrivate(exchange: RawExchange): Expectation {
  const value = headerOf(exchange, 'cache-control');
  return {
    ok: value !== undefined && /\b(private|no-store)\b/i.test(value),
    what: 'caching of member data',
    where: 'header Cache-Control',
    expected: 'private or no-store',
    received: value ?? 'no such header',
    evidence: [exchange],
  };
}

export const bearerAccepted: readonly Check[] = [
  {
    ...base,
    id: 'oauth.bearer.header',
    title: 'A token in the Authorization header opens the API',
    requirements: ['AC-10', 'CC-4'],
    clauses: [rfc(6750, '2.1')],
    why: 'It is the one way that every server must serve.',
    fix: 'Read the token from Authorization: Bearer.',
    detects: ['bearer.consented-type-refused'],
    async run(t) {
      for (const type of ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation'])
        t.expect(status(t.cite(await readOwn(t, type)), 200));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.scheme-case',
    title: 'The scheme name "bearer" is accepted in any case',
    requirements: [],
    clauses: [rfc(9110, '11.1'), rfc(6750, '2.1')],
    why: 'Clients build the header from token_type, which servers write in either case.',
    fix: 'Compare the authentication scheme without regard to case.',
    detects: ['bearer.scheme-case-sensitive'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      for (const scheme of ['bearer', 'bEARER'])
        t.expect(status(await ask(t, `${t.target.patientAccess}/Patient`, `${scheme} ${accessToken}`), 200));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.documented-scheme-refused',
    title: 'The scheme "BearerToken" is not served',
    level: 'MAY',
    requirements: ['AC-10'],
    clauses: [rfc(6750, '2.1')],
    why: 'A client that takes the documented token_type at its word sends it; where it works, apps come to depend on it.',
    fix: 'Answer token_type "Bearer" and serve that scheme alone.',
    detects: ['bearer.documented-scheme-accepted'],
    async run(t) {
      const { accessToken } = await t.session.memberToken();
      const exchange = await ask(t, `${t.target.patientAccess}/Patient`, `BearerToken ${accessToken}`);
      t.expect(status(exchange, 401, 400));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.private-cache',
    title: 'Member data is not kept by shared caches',
    level: 'SHOULD',
    requirements: [],
    clauses: [rfc(6750, '2.3'), rfc(6750, '5.3')],
    why: 'A cache between plan and app would hand one member’s record to the next.',
    fix: 'Send Cache-Control: private (or no-store) with every answer to a token.',
    detects: ['bearer.cacheable'],
    companionOf: ['http.member-data-cacheable'],
    async run(t) {
      t.expect(judgePrivate(t.cite(await readOwn(t))));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.missing-token-without-error',
    title: 'The challenge to a request without a token has no error',
    level: 'SHOULD',
    requirements: [],
    clauses: [rfc(6750, '3.1')],
    why: 'A client that sent nothing has nothing to mend: with invalid_token it would refresh in vain.',
    fix: 'Answer a request without credentials with the bare challenge.',
    detects: ['bearer.missing-token-is-invalid'],
    needs: [],
    async run(t) {
      for (const exchange of await withoutToken(t)) {
        const value = headerOf(exchange, 'www-authenticate');
        if (value === undefined) continue;
        t.expect({
          ok: !/\berror\s*=/i.test(value),
          what: 'challenge',
          where: 'header WWW-Authenticate',
          expected: 'no error attribute',
          received: value,
          evidence: [exchange],
        });
      }
    },
  },
  {
    ...base,
    id: 'oauth.bearer.insufficient-scope',
    title: 'A type outside the grant is refused with insufficient_scope',
    requirements: ['AC-12'],
    clauses: [rfc(6750, '3.1')],
    why: 'The app learns that it must ask the member for more; an empty answer says there is nothing.',
    fix: 'Answer 403 with WWW-Authenticate: Bearer error="insufficient_scope".',
    detects: ['bearer.scope-refused-as-401', 'bearer.scope-challenge-missing'],
    companionOf: ['isolation.consent-not-asked-by-search', 'consent.ticks-ignored'],
    async run(t) {
      const exchange = t.cite(await readNarrowed(t, await narrowedGrant(t), 'Observation'));
      t.judge(status(exchange, 403), judgeChallengeError(exchange, 'insufficient_scope'));
    },
  },
  {
    ...base,
    id: 'oauth.bearer.refusal-is-json',
    title: 'A refused request is answered in JSON',
    requirements: ['CC-5', 'AC-11'],
    clauses: [
      { text: 'FHIR R4 http.html#Status-Codes', url: 'https://hl7.org/fhir/R4/http.html#Status-Codes' },
    ],
    why: 'An app that asked for JSON and gets a web page shows its users a parser’s error.',
    fix: 'Answer with an OperationOutcome as application/fhir+json.',
    detects: ['bearer.refusal-is-a-page'],
    needs: [],
    async run(t) {
      for (const exchange of [...(await withoutToken(t)), ...(await garbled(t))]) {
        if (exchange.response.status < 400) continue;
        const type = headerOf(exchange, 'content-type') ?? 'no Content-Type';
        t.expect({
          ok: isJson(exchange.response.body) && /[/+]json\b/i.test(type),
          what: 'body of the refusal',
          expected: 'JSON, and said to be',
          received: `${type}: ${exchange.response.body.slice(0, 200) || 'an empty body'}`,
          evidence: [exchange],
        });
      }
    },
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
