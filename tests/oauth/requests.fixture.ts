import fc from 'fast-check';
import type { HttpRequest } from '../../suites/runner/http.ts';

/** RFC 7636 Appendix B. */
export const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
export const redirectUri = 'http://127.0.0.1:8765/callback';

/** Codes that are good once each, for `member-app`. */
export const liveCodes = Array.from({ length: 40 }, (_, index) => `live-code-${index}`);

type Pairs = readonly (readonly [string, string])[];

export interface TokenRequest {
  readonly request: HttpRequest;
  /** Of the Authorization header; `undefined` without one. */
  readonly basic: readonly [id: string, secret: string] | undefined;
  readonly form: Pairs;
  readonly query: Pairs;
  readonly isForm: boolean;
}

export interface AuthorizeRequest {
  readonly request: HttpRequest;
  readonly sent: Pairs;
}

/** Text that breaks parsers: controls, halves of surrogates, markup, percent signs, long runs. */
const noise = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    '"><script>alert(1)</script>',
    '%',
    '%zz',
    '%00',
    '\r\nx: y',
    'é',
    '\u{1F600}',
    'null',
    '__proto__',
  ),
  fc.integer({ min: 1, max: 4000 }).map((length) => 'a'.repeat(length)),
);

/** Mostly what is right, so that many requests come far. */
const mostly = (right: readonly string[], wrong: readonly string[] = []) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...right) },
    { weight: wrong.length > 0 ? 2 : 0, arbitrary: fc.constantFrom(...right, ...wrong) },
    { weight: 1, arbitrary: noise },
  );

const clients = ['directory-app', 'member-app', 'second-app', 'native-app'];

/** Each parameter there as a rule once, at times twice or not at all; unknown ones between. */
function parameters(values: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<Pairs> {
  const pairs = Object.entries(values).map(([name, value]) =>
    fc.oneof(
      { weight: 12, arbitrary: value.map((one): Pairs => [[name, one]]) },
      { weight: 2, arbitrary: fc.constant<Pairs>([]) },
      { weight: 1, arbitrary: fc.tuple(value, value).map((both): Pairs => both.map((one) => [name, one])) },
    ),
  );
  const unknown = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Pairs>([]) },
    { weight: 1, arbitrary: fc.tuple(noise, noise).map((pair): Pairs => [pair]) },
  );
  return fc.tuple(...pairs, unknown).map((all) => all.flat());
}

const tokenForms = fc.oneof(
  parameters({
    grant_type: mostly(['client_credentials']),
    scope: mostly(['', 'system/*.read'], ['patient/*.read']),
  }),
  parameters({
    grant_type: mostly(['authorization_code'], ['password', 'implicit']),
    code: mostly(liveCodes),
    code_verifier: mostly([verifier], [challenge, verifier.slice(1)]),
    redirect_uri: mostly([redirectUri], ['http://127.0.0.1:8765/other']),
  }),
  parameters({ grant_type: mostly(['refresh_token']), refresh_token: noise, scope: noise }),
);

const bodyCredentials = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Pairs>([]) },
  {
    weight: 1,
    arbitrary: parameters({
      client_id: mostly(clients),
      client_secret: mostly(clients.map((id) => `${id}-secret`)),
    }),
  },
);

const basics = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...clients).map((id) => [id, `${id}-secret`] as const) },
  { weight: 2, arbitrary: fc.tuple(mostly(clients), noise) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const contentTypes = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded;charset=UTF-8',
      'Application/X-WWW-Form-Urlencoded',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('application/json', 'text/plain', 'multipart/form-data; boundary=x'),
  },
);

/** The wire takes no half surrogates; they go out as U+FFFD. */
const encoded = (pairs: Pairs) =>
  new URLSearchParams(pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])).toString();

const formEncoded = (text: string) => encodeURIComponent(text.toWellFormed());

export function tokenRequests(origin: string): fc.Arbitrary<TokenRequest> {
  const methods = fc.oneof(
    { weight: 20, arbitrary: fc.constant('POST') },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH') },
  );
  return fc
    .tuple(
      methods,
      tokenForms,
      bodyCredentials,
      basics,
      contentTypes,
      fc.constantFrom('form', 'form', 'form', 'query', 'split'),
    )
    .map(([method, parameters, credentials, basic, contentType, place]) => {
      const all = [...parameters, ...credentials];
      const inQuery = place === 'query' ? all : place === 'split' ? all.slice(1) : [];
      const form = place === 'query' ? [] : place === 'split' ? all.slice(0, 1) : all;
      const authorization = basic && `Basic ${btoa(`${formEncoded(basic[0])}:${formEncoded(basic[1])}`)}`;
      return {
        request: {
          method,
          url: `${origin}/oauth/v1/token${inQuery.length > 0 ? `?${encoded(inQuery)}` : ''}`,
          headers: { 'content-type': contentType, ...(authorization && { authorization }) },
          ...(method !== 'GET' && method !== 'HEAD' && { body: encoded(form) }),
        },
        basic,
        form,
        query: inQuery,
        isForm: /x-www-form-urlencoded/i.test(contentType),
      };
    });
}

export function authorizeRequests(origin: string): fc.Arbitrary<AuthorizeRequest> {
  const sent = parameters({
    response_type: mostly(['code'], ['token', 'id_token', 'code token']),
    client_id: mostly(['member-app', 'native-app'], ['directory-app']),
    redirect_uri: mostly(
      [redirectUri, 'http://127.0.0.1:51234/callback'],
      ['https://evil.example/cb', `${redirectUri}/x`],
    ),
    code_challenge: mostly([challenge], [`${challenge}=`]),
    code_challenge_method: mostly(['S256'], ['plain', 's256']),
    scope: mostly(['patient/*.read', 'openid profile/*', ''], ['system/*.read']),
    state: noise,
    aud: mostly([`${origin}/ghp/fhir4/v1`], ['https://evil.example']),
  });
  return fc.tuple(fc.constantFrom('GET', 'POST'), sent).map(([method, pairs]) => ({
    request:
      method === 'GET'
        ? { method, url: `${origin}/oauth/v1/authorize?${encoded(pairs)}` }
        : {
            method,
            url: `${origin}/oauth/v1/authorize`,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: encoded(pairs),
          },
    sent: pairs,
  }));
}
