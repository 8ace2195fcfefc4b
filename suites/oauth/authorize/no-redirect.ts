import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import { whyNot } from '../../runner/session.ts';

interface Row extends Pick<Check, 'title' | 'requirements' | 'clauses' | 'why' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly changes: (t: CheckContext) => readonly Readonly<Record<string, string | undefined>>[];
}

/** Requests whose client or redirect URI can't be trusted end on a page: nothing may be sent to such an address. */
function staysOnPage({ id, changes, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.authorize.${id}`,
    level: 'SHALL',
    security: true,
    fix: 'Compare the redirect URI as an exact string with those registered before anything else; on a mismatch show an error page and do not redirect.',
    needs: ['member client'],
    async run(t) {
      for (const change of changes(t)) {
        const end = await t.session.authorize(
          { pkce: t.session.pkce(), state: t.session.random(12), change },
          (request) => t.send(request),
        );
        const [name = '', value] = Object.entries(change)[0] ?? [];
        t.expect({
          ok: end.kind === 'page' && end.exchange.response.status >= 400 && end.pages.consent === undefined,
          part: 'security',
          what: `a request with ${name}=${value ?? '(absent)'}`,
          expected: 'an error page (HTTP 4xx) and no redirect',
          received: end.kind === 'redirect' ? `a redirect to ${end.location.origin}` : whyNot(end),
          cost: 'Codes, and members, can be sent to an address of the attacker’s choice.',
          evidence: [end.exchange],
        });
      }
      // Where proper requests are not served either, an error page says nothing.
      await t.session.memberToken();
    },
  };
}

/** Addresses that a careless comparison takes for the registered one (RFC 9700 §4.1). */
export function variantsOf(uri: string): string[] {
  const { origin, protocol, host, hostname, pathname } = new URL(uri);
  const loopback = /^(localhost|127\.|\[::1\])/.test(hostname);
  return [
    `${uri}/x`,
    `${uri}?a=b`,
    `${uri}#part`,
    `${uri}/../other-path`,
    `${uri}%2fx`,
    `${origin}${pathname.toUpperCase()}`,
    `${protocol}//${host}@attacker.example${pathname}`,
    `${protocol}//${hostname}.attacker.example${pathname}`,
    // Any port of the loopback address may be a native app's (RFC 8252 §7.3).
    ...(loopback ? [] : [`${protocol}//${hostname}:4444${pathname}`]),
  ].filter((variant) => variant !== uri);
}

export const pageErrors: readonly Check[] = [
  staysOnPage({
    id: 'unregistered-redirect',
    title: 'A redirect URI of another host is not redirected to',
    requirements: ['AC-4'],
    clauses: [rfc(6749, '3.1.2.4'), rfc(9700, '4.1'), portal('authorization code, step 1')],
    why: 'An open redirector hands authorization codes to whoever made the link.',
    detects: ['authorize.redirect-uri-not-compared'],
    changes: () => [{ redirect_uri: 'https://attacker.example/callback' }],
  }),
  staysOnPage({
    id: 'redirect-variants',
    title: 'Redirect URIs that only resemble the registered one are not redirected to',
    requirements: ['AC-4'],
    clauses: [rfc(9700, '2.1'), rfc(9700, '4.1.3')],
    why: 'Prefix and pattern matching of redirect URIs has been broken again and again.',
    detects: ['authorize.redirect-prefix-match'],
    companionOf: ['authorize.redirect-uri-not-compared'],
    changes: (t) =>
      variantsOf(t.session.memberClient().redirectUri).map((variant) => ({ redirect_uri: variant })),
  }),
  staysOnPage({
    id: 'unknown-client',
    title: 'An unknown or missing client_id is not redirected',
    requirements: ['AC-2'],
    clauses: [rfc(6749, '4.1.2.1')],
    why: 'Without a known client no redirect URI can be trusted.',
    detects: ['authorize.unknown-client-redirected'],
    changes: (t) => [{ client_id: `unknown-${t.session.random(6)}` }, { client_id: undefined }],
  }),
];
