import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { HttpRequest } from '../../runner/http.ts';
import { basic, clientCredentials, tokenRequest } from '../../runner/oauth.ts';
import type { Client } from '../../runner/target.ts';
import { tokenGiven } from '../judge.ts';

interface Row
  extends Pick<Check, 'title' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf'> {
  readonly id: string;
  /** Whose credentials are used. */
  readonly as?: 'directory' | 'encoded';
  readonly request: (t: CheckContext, client: Client) => HttpRequest;
}

/** A request of a right client, in a form that the standards allow: it must get a token. */
function served({ id, as = 'directory', request, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.token.${id}`,
    level: 'SHALL',
    needs: [as === 'directory' ? 'directory client' : 'encoded client'],
    async run(t) {
      const client = t.target.clients[as];
      if (client) t.judge(...tokenGiven(await t.send(request(t, client))));
    },
  };
}

const form = ({ scope }: Client) => ({ grant_type: 'client_credentials', scope });

export const servedRequests: readonly Check[] = [
  served({
    id: 'client-credentials',
    title: 'Client credentials in HTTP Basic and a form body get a token',
    requirements: ['CC-1', 'CC-3'],
    clauses: [rfc(6749, '4.4.2'), rfc(6749, '2.3.1'), portal('client credentials, step 1')],
    why: 'Without it no app reads the Provider Directory.',
    fix: 'Accept grant_type in the form body and the client’s id and secret by HTTP Basic.',
    detects: ['token.form-body-not-read'],
    request: (t, client) => clientCredentials(t.target, client),
  }),
  served({
    id: 'basic-scheme-case',
    title: 'The scheme name "basic" is accepted in lower case',
    requirements: ['CC-1'],
    clauses: [rfc(9110, '11.1')],
    why: 'HTTP client libraries differ in how they write the scheme.',
    fix: 'Compare the authentication scheme without regard to case.',
    detects: ['token.scheme-case-sensitive'],
    companionOf: ['token.form-body-not-read'],
    request: (t, client) =>
      tokenRequest(t.target, { form: form(client), headers: { authorization: basic(client, 'basic') } }),
  }),
  served({
    id: 'basic-form-encoded',
    title: 'Id and secret are form-decoded after HTTP Basic is taken apart',
    as: 'encoded',
    requirements: ['CC-1'],
    clauses: [rfc(6749, '2.3.1'), rfc(6749, 'B')],
    why: 'Client libraries encode as the RFC says: a secret with : % + or a blank is refused by a server that does not decode.',
    fix: 'After base64, split at the first colon and form-decode both halves.',
    detects: ['token.basic-not-form-decoded'],
    companionOf: ['token.form-body-not-read'],
    request: (t, client) => clientCredentials(t.target, client),
  }),
  served({
    id: 'unknown-parameter-ignored',
    title: 'Unknown parameters, and the documented state, are ignored',
    requirements: ['AC-8'],
    clauses: [rfc(6749, '3.2'), portal('authorization code, step 5')],
    why: 'Extensions add parameters; a server that refuses them breaks clients that are right.',
    fix: 'Ignore parameters that are not known.',
    detects: ['token.unknown-parameter-refused'],
    companionOf: ['token.form-body-not-read'],
    request: (t, client) => clientCredentials(t.target, client, { foo: 'bar', state: t.session.random(8) }),
  }),
  served({
    id: 'empty-parameter-ignored',
    title: 'A parameter without a value is taken as not sent',
    requirements: ['CC-1'],
    clauses: [rfc(6749, '3.2')],
    why: 'Client libraries send empty fields for options that were not set.',
    fix: 'Drop parameters with an empty value before anything looks at them.',
    detects: ['token.empty-parameter-counts'],
    companionOf: ['token.form-body-not-read'],
    request: (t, client) =>
      tokenRequest(t.target, {
        form: { ...form(client), ...(client.scope === undefined && { scope: '' }), code: '' },
        as: client,
      }),
  }),
  served({
    id: 'charset-parameter',
    title: 'A Content-Type with charset=UTF-8 is accepted',
    requirements: ['CC-1'],
    clauses: [rfc(6749, 'B'), rfc(9110, '8.3.1')],
    why: 'oauth4webapi and browsers append the parameter to every form.',
    fix: 'Compare the media type without its parameters.',
    detects: ['token.charset-refused'],
    companionOf: ['token.form-body-not-read'],
    request: (t, client) =>
      tokenRequest(t.target, {
        form: form(client),
        as: client,
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      }),
  }),
];
