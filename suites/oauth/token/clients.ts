import { type Check, rfc } from '../../runner/check.ts';
import { headerOf, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { clientCredentials, codeExchange, tokenRequest } from '../../runner/oauth.ts';
import { judgeLookAlike, tokenGiven, tokenRefused } from '../judge.ts';
import { wrongSecret } from './wrong-secret-form.ts';

export const secretInForm: Check = {
  id: 'oauth.token.secret-in-form-body',
  title: 'Client id and secret in the form body get a token, or an invalid_client',
  level: 'MAY',
  requirements: ['CC-1'],
  clauses: [rfc(6749, '2.3.1'), rfc(8414, '2')],
  why: 'Many client libraries know this method only; one that is not served must be told so.',
  fix: 'Serve client_secret_post, or refuse it with error "invalid_client" and list client_secret_basic alone in the metadata.',
  detects: ['token.form-secret-misjudged'],
  companionOf: ['token.form-body-not-read'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const exchange = await t.send(
      tokenRequest(t.target, {
        form: {
          grant_type: 'client_credentials',
          scope: client.scope,
          client_id: client.id,
          client_secret: client.secret,
        },
      }),
    );
    const refused = exchange.response.status === 401 || jsonObjectOf(exchange)?.error === 'invalid_client';
    if (refused) t.note('client_secret_post is not served.');
    t.judge(
      ...(refused
        ? tokenRefused(exchange, { status: [401, 400], error: ['invalid_client'] }).filter(
            ({ part }) => part !== 'security',
          )
        : tokenGiven(exchange)),
    );
  },
};

export const unknownClientLooksAlike: Check = {
  id: 'oauth.token.unknown-client-indistinguishable',
  title: 'An unknown client id is answered like a wrong secret',
  level: 'SHOULD',
  requirements: ['CC-2'],
  clauses: [rfc(6749, '5.2')],
  why: 'Where the answers differ, anyone can find out which apps are registered, and try secrets on those only.',
  fix: 'Answer both with the same status and the same body.',
  detects: ['token.unknown-client-told'],
  companionOf: ['token.secret-not-compared', 'token.unknown-client-accepted'],
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const known = await wrongSecret(t);
    const unknown = await t.send(
      clientCredentials(t.target, {
        ...client,
        id: `unknown-${t.session.random(6)}`,
        secret: t.session.random(),
      }),
    );
    t.judge(...judgeLookAlike(unknown, known));
    // What answers every request alike tells these apart neither.
    await t.session.directoryToken();
  },
};

/** A client that uses a grant it is not registered for. */
export const grantUnauthorized: Check = {
  id: 'oauth.token.grant-unauthorized',
  title: 'A client gets nothing by a grant that it is not registered for',
  level: 'SHALL',
  security: true,
  requirements: ['APP-6', 'CC-2'],
  clauses: [rfc(6749, '5.2')],
  why: 'An app for members that can act without a member reads without consent.',
  fix: 'Compare grant_type with the client’s registration; answer 400 with error "unauthorized_client".',
  detects: ['token.client-grant-not-checked'],
  companionOf: ['token.form-body-not-read'],
  needs: ['directory client', 'member client'],
  async run(t) {
    const { directory, member } = t.target.clients;
    if (!directory || !member) return;
    const exchanges: RawExchange[] = [];
    if (!directory.grants?.includes('authorization_code')) {
      const grant = {
        client: { ...directory, redirectUri: member.redirectUri },
        code: t.session.random(),
        pkce: t.session.pkce(),
        redirectUri: member.redirectUri,
      };
      exchanges.push(await t.send(codeExchange(t.target, grant)));
    }
    if (!member.grants?.includes('client_credentials'))
      exchanges.push(await t.send(clientCredentials(t.target, { ...member, scope: directory.scope ?? '' })));
    for (const exchange of exchanges)
      t.judge(...tokenRefused(exchange, { status: [400], error: ['unauthorized_client'] }));
  },
};

export const crossOrigin: Check = {
  id: 'oauth.token.cross-origin',
  title: 'A browser app may read the answers of the token endpoint',
  level: 'SHALL',
  requirements: [],
  clauses: [
    {
      text: 'SMART App Launch 2.0.0, considerations for CORS support',
      url: 'https://hl7.org/fhir/smart-app-launch/STU2/app-launch.html#considerations-for-cross-origin-resource-sharing-cors-support',
    },
  ],
  why: 'A browser keeps the answer from the page unless the server allows its origin.',
  fix: 'Answer the preflight, and send Access-Control-Allow-Origin for origins of registered redirect URIs.',
  detects: ['token.cors-missing'],
  needs: ['directory client', 'cors origin'],
  async run(t) {
    const { directory } = t.target.clients;
    const origin = t.target.oauth.corsOrigin ?? '';
    if (!directory) return;
    const preflight = await t.send({
      method: 'OPTIONS',
      url: t.target.oauth.token,
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    const request = clientCredentials(t.target, directory);
    const actual = await t.send({ ...request, headers: { ...request.headers, origin } });
    for (const exchange of [preflight, actual]) {
      const allowed = headerOf(exchange, 'access-control-allow-origin');
      t.expect({
        ok: allowed === origin || allowed === '*',
        what: exchange === preflight ? 'preflight' : 'token response',
        where: 'header Access-Control-Allow-Origin',
        expected: `${origin} or *`,
        received: allowed ?? 'no such header',
        evidence: [exchange],
      });
    }
  },
};
