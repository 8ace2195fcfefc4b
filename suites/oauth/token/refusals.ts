import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { HttpRequest } from '../../runner/http.ts';
import { clientCredentials, tokenRequest } from '../../runner/oauth.ts';
import type { Client } from '../../runner/target.ts';
import { type TokenError, tokenRefused, withoutSecurity } from '../judge.ts';

interface Refusal extends Pick<Check, 'title' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects'> {
  readonly id: string;
  readonly level?: Check['level'];
  readonly companionOf?: Check['companionOf'];
  /** `false`: a token that is given all the same harms nobody. */
  readonly security?: false;
  readonly expects: TokenError;
  readonly request: (t: CheckContext, client: Client) => HttpRequest;
}

/** A request that the token endpoint must refuse: nothing is given, and the refusal has its form. */
function refusal({ id, request, expects, level = 'SHALL', security, ...facts }: Refusal): Check {
  return {
    ...facts,
    id: `oauth.token.${id}`,
    level,
    ...(security !== false && { security: true }),
    needs: ['directory client'],
    async run(t) {
      const client = t.target.clients.directory;
      if (!client) return;
      const exchange = await t.send(request(t, client));
      const findings = tokenRefused(exchange, expects);
      t.judge(...(security === false ? withoutSecurity(findings) : findings));
    },
  };
}

const invalidClient: TokenError = { status: [401], error: ['invalid_client'] };
const invalidRequest: TokenError = { status: [400], error: ['invalid_request'] };
const unsupportedGrant: TokenError = { status: [400], error: ['unsupported_grant_type'] };

const guessable = 'Anyone who knows a public client id could read the API in the name of that app.';
const readable =
  'An app can only react rightly, and a developer only find the mistake, when the error says what was wrong.';

export const refusals: readonly Check[] = [
  refusal({
    id: 'wrong-secret-refused',
    title: 'A wrong client secret is refused',
    requirements: ['CC-2'],
    clauses: [rfc(6749, '5.2'), rfc(6749, '3.2.1'), portal('client credentials, step 2')],
    why: guessable,
    fix: 'Compare the secret (in constant time) before anything is issued; answer 401 with error "invalid_client".',
    detects: ['token.secret-not-compared'],
    expects: invalidClient,
    request: (t, client) => clientCredentials(t.target, { ...client, secret: `${client.secret}x` }),
  }),
  refusal({
    id: 'unknown-client-refused',
    title: 'An unknown client id is refused',
    requirements: ['CC-2'],
    clauses: [rfc(6749, '5.2')],
    why: guessable,
    fix: 'Look the client up before anything is issued; answer like a wrong secret, so that ids cannot be guessed.',
    detects: ['token.unknown-client-accepted'],
    expects: invalidClient,
    request: (t, client) =>
      clientCredentials(t.target, {
        ...client,
        id: `unknown-${t.session.random(6)}`,
        secret: t.session.random(),
      }),
  }),
  refusal({
    id: 'no-credentials-refused',
    title: 'A request without client credentials is refused',
    requirements: ['CC-1', 'CC-2'],
    clauses: [rfc(6749, '3.2.1'), rfc(6749, '4.4.2')],
    why: guessable,
    fix: 'Require client authentication for the client_credentials grant.',
    detects: ['token.authentication-optional'],
    expects: { status: [401, 400], error: ['invalid_client', 'invalid_request'] },
    request: (t, client) =>
      tokenRequest(t.target, { form: { grant_type: 'client_credentials', client_id: client.id } }),
  }),
  refusal({
    id: 'secret-in-query-refused',
    title: 'A client secret in the query string is refused',
    requirements: [],
    clauses: [rfc(6749, '2.3.1')],
    why: 'URLs are written to logs and histories: a secret that may stand there leaks.',
    fix: 'Read client_id and client_secret from the Authorization header or the form body only.',
    detects: ['token.secret-in-query-accepted'],
    expects: { status: [401, 400], error: ['invalid_client', 'invalid_request'] },
    request: (t, client) =>
      tokenRequest(t.target, {
        form: { grant_type: 'client_credentials' },
        query: { client_id: client.id, client_secret: client.secret },
      }),
  }),
  refusal({
    id: 'grant-type-missing',
    security: false,
    title: 'A request without grant_type is an invalid_request',
    requirements: ['CC-1', 'CC-2'],
    clauses: [rfc(6749, '5.2')],
    why: readable,
    fix: 'Answer 400 with error "invalid_request".',
    detects: ['token.grant-type-defaults'],
    expects: invalidRequest,
    request: (t, client) => tokenRequest(t.target, { form: { scope: client.scope }, as: client }),
  }),
  refusal({
    id: 'grant-type-unknown',
    security: false,
    title: 'An unknown grant_type is an unsupported_grant_type',
    requirements: ['CC-1', 'CC-2'],
    clauses: [rfc(6749, '5.2')],
    why: readable,
    fix: 'Answer 400 with error "unsupported_grant_type".',
    detects: ['token.grant-type-not-checked'],
    companionOf: ['token.error-body-html'],
    expects: unsupportedGrant,
    request: (t, client) => tokenRequest(t.target, { form: { grant_type: 'not_a_grant' }, as: client }),
  }),
  refusal({
    id: 'password-grant-refused',
    title: 'The password grant is refused',
    requirements: [],
    clauses: [rfc(9700, '2.4')],
    why: 'An app that may take the member’s password sees everything the member can, without consent.',
    fix: 'Do not implement grant_type=password; answer 400 with error "unsupported_grant_type".',
    detects: ['token.password-grant-served'],
    companionOf: ['token.grant-type-not-checked'],
    expects: { status: [400], error: ['unsupported_grant_type', 'unauthorized_client'] },
    request: (t, client) => {
      const member = t.target.members[0];
      return tokenRequest(t.target, {
        form: {
          grant_type: 'password',
          username: member?.userName ?? 'nobody',
          password: member?.password ?? t.session.random(9),
        },
        as: client,
      });
    },
  }),
  refusal({
    id: 'repeated-parameter-refused',
    security: false,
    title: 'A repeated parameter is an invalid_request',
    requirements: [],
    clauses: [rfc(6749, '3.2')],
    why: 'Where a proxy reads the first value and the server the last, checks can be walked around.',
    fix: 'Refuse any request that holds a parameter twice: 400 with error "invalid_request".',
    detects: ['token.last-parameter-wins'],
    expects: invalidRequest,
    request: (t, client) => clientCredentials(t.target, client, [['grant_type', 'client_credentials']]),
  }),
  refusal({
    id: 'two-methods-refused',
    title: 'Two methods of client authentication in one request are an invalid_request',
    level: 'SHOULD',
    security: false,
    requirements: ['CC-1'],
    clauses: [rfc(6749, '2.3'), rfc(6749, '5.2')],
    why: 'Where two credentials disagree, which client is meant is anybody’s guess.',
    fix: 'Refuse a request with both an Authorization header and client_secret: 400 with error "invalid_request".',
    detects: ['token.two-methods-accepted'],
    expects: invalidRequest,
    request: (t, client) =>
      clientCredentials(t.target, client, { client_id: client.id, client_secret: client.secret }),
  }),
];
