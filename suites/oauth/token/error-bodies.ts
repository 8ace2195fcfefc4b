import { deviation } from '../../deviations.ts';
import { type Check, rfc } from '../../runner/check.ts';
import type { CheckContext, Expectation } from '../../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { codeExchange, tokenRequest } from '../../runner/oauth.ts';
import { isDocumentedRefusal } from '../judge.ts';
import { wrongSecret } from './wrong-secret-form.ts';

/** RFC 6749 §5.2. */
const registered = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

/** RFC 6749 Appendix A.7 and A.8. */
const descriptionSyntax = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
const leak =
  /\bat \S+ ?\(?\S+:\d+:\d+\)?|Traceback \(most recent call last\)|\b[a-z]+(\.[a-z]+)+\.[A-Z]\w*Exception\b/;

/** One refusal of each kind: the client, the grant type, the grant. */
async function refusalsOf(t: CheckContext): Promise<RawExchange[]> {
  const client = t.target.clients.directory;
  if (!client) return [];
  const refusals = [
    await wrongSecret(t),
    await t.session.share('unknown grant type', () =>
      t.send(tokenRequest(t.target, { form: { grant_type: 'not_a_grant' }, as: client })),
    ),
  ];
  const { member } = t.target.clients;
  if (member) {
    const { redirectUri } = member;
    const unknown = { client: member, code: t.session.random(), pkce: t.session.pkce(), redirectUri };
    refusals.push(await t.session.share('unknown code', () => t.send(codeExchange(t.target, unknown))));
  }
  return refusals.map((exchange) => t.cite(exchange));
}

/** JSON with a registered `error` and a printable description; the documented body is a deviation. */
export function judgeErrorBody(exchange: RawExchange): Expectation[] {
  const body = jsonObjectOf(exchange);
  const type = headerOf(exchange, 'content-type');
  const description = body?.error_description;
  const documented = isDocumentedRefusal(exchange) ? 'DEV-11' : undefined;
  const evidence = [exchange];
  return [
    {
      ok: body !== undefined && /^application\/json\s*(;|$)/i.test(type ?? ''),
      what: 'form of the error',
      expected: 'a JSON object as application/json',
      received: `${type ?? 'no Content-Type'}: ${exchange.response.body.slice(0, 200)}`,
      evidence,
    },
    {
      ok: typeof body?.error === 'string' && registered.has(body.error),
      what: 'error code',
      where: 'member "error"',
      expected: [...registered].join(', '),
      received: body?.error === undefined ? 'none' : JSON.stringify(body.error),
      deviation: documented,
      cost: deviation('DEV-11').cost,
      evidence,
    },
    {
      ok:
        description === undefined || (typeof description === 'string' && descriptionSyntax.test(description)),
      what: 'description',
      where: 'member "error_description"',
      expected: 'printable ASCII without " and \\',
      received: description === undefined ? 'none' : JSON.stringify(description),
      evidence,
    },
    {
      ok: !leak.test(exchange.response.body),
      what: 'what the error tells of the server',
      expected: 'no stack trace',
      received: leak.exec(exchange.response.body)?.[0] ?? 'no stack trace',
      evidence,
    },
  ];
}

/** Some header value holds the directive. */
export function judgeNoStore(exchange: RawExchange): Expectation {
  const value = headerOf(exchange, 'cache-control');
  return {
    ok: value !== undefined && /\bno-store\b/i.test(value),
    what: 'caching',
    where: 'header Cache-Control',
    expected: 'no-store',
    received: value ?? 'no such header',
    evidence: [exchange],
  };
}

export const errorBodies: readonly Check[] = [
  {
    id: 'oauth.token.error-body',
    title: 'Errors are JSON with a registered code, and tell nothing of the server’s inside',
    level: 'SHALL',
    requirements: ['CC-2'],
    clauses: [rfc(6749, '5.2'), rfc(6749, 'A.7'), rfc(6749, 'A.8')],
    why: 'Client libraries parse this body; what they cannot parse they report as a broken server.',
    fix: 'Send application/json with a registered "error"; keep "error_description" to printable ASCII.',
    detects: ['token.error-body-html', 'token.error-stack-trace'],
    companionOf: [
      'token.secret-not-compared',
      'code.any-code-accepted',
      'response.content-type-text',
      'token.grant-type-not-checked',
    ],
    needs: ['directory client'],
    async run(t) {
      for (const exchange of await refusalsOf(t)) t.judge(...judgeErrorBody(exchange));
    },
  },
  {
    id: 'oauth.token.error-no-store',
    title: 'Errors are not cached',
    level: 'SHOULD',
    requirements: [],
    clauses: [rfc(6749, '5.2')],
    why: 'A cached error is served to clients that have long mended their request.',
    fix: 'Send Cache-Control: no-store with errors too, as the examples of the RFC do.',
    detects: ['token.error-cacheable'],
    companionOf: ['response.cacheable'],
    needs: ['directory client'],
    async run(t) {
      for (const exchange of await refusalsOf(t)) t.expect(judgeNoStore(exchange));
    },
  },
];
